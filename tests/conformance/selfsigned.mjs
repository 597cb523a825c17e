// SPDX-License-Identifier: GPL-3.0-or-later

// Participant tokens that a customer signs with a key of their own (fact sheet 7.2), made with node's own crypto.

import { generateKeyPairSync, randomUUID, sign } from 'node:crypto';

/** A P-384 pair: {privateKey, pem}. */
export function keyPair(namedCurve = 'P-384') {
    const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve });
    return { privateKey, pem: publicKey.export({ type: 'spki', format: 'pem' }) };
}

/**
 * A token of the stage for joining, signed by `privateKey`. `claims` and `header` replace or (undefined) take away.
 * `now` is the service's time.
 */
export function selfSigned({
    stage,
    keyArn,
    privateKey,
    now,
    claims = {},
    header = {},
    digest = 'sha384',
    dsaEncoding = 'ieee-p1363',
}) {
    const seconds = Math.floor(now.getTime() / 1000);
    const part = value => Buffer.from(JSON.stringify(value)).toString('base64url');
    const signed =
        part({ alg: 'ES384', typ: 'JWT', kid: keyArn, ...header }) +
        '.' +
        part({
            exp: seconds + 12 * 3600,
            iat: seconds,
            jti: randomUUID(),
            resource: stage.arn,
            topic: stage.arn.split('/')[1],
            events_url: stage.endpoints.events,
            whip_url: stage.endpoints.whip,
            capabilities: { allow_publish: true, allow_subscribe: true },
            version: '1.0',
            ...claims,
        });
    return signed + '.' + sign(digest, Buffer.from(signed), { key: privateKey, dsaEncoding }).toString('base64url');
}
