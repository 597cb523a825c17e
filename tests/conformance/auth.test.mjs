// SPDX-License-Identifier: GPL-3.0-or-later

// Who may ask: SigV4 is verified on every request, and every answer can be traced.

import * as sdk from '@aws-sdk/client-ivs-realtime';
import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';

import { refused, useLocal } from './harness.mjs';
import { goodRequests, makeWorld, operations } from './requests.mjs';

describe('authentication', () => {
    const local = useLocal();
    let good;

    before(async () => {
        good = goodRequests(await makeWorld(local));
    });

    test('a wrong secret, on every operation', async () => {
        const client = local.client({ credentials: { ...local.credentials, secretAccessKey: 'wrong' } });
        for (const operation of operations)
            await refused('InvalidSignatureException', local.call(operation, good[operation], client));
    });

    test('an unknown key, on every operation', async () => {
        const client = local.client({ credentials: { ...local.credentials, accessKeyId: 'AKIAUNKNOWN000000000' } });
        for (const operation of operations)
            await refused('UnrecognizedClientException', local.call(operation, good[operation], client));
    });

    test('unsigned, on every operation', async () => {
        for (const operation of operations) {
            const [verb, template] = sdk[`${operation}$`][3].http;
            const path = template.replace('{resourceArn}', encodeURIComponent(good.GetStage.arn));
            const answer = await fetch(local.endpoint + path, { method: verb, ...(verb === 'POST' && { body: '{}' }) });
            assert.equal(answer.status, 403, operation);
            assert.equal(answer.headers.get('x-amzn-errortype'), 'MissingAuthenticationTokenException', operation);
            assert.match(answer.headers.get('x-amzn-requestid'), /^\S+$/, operation);
            assert.ok((await answer.json()).message.length > 0, operation);
        }
    });

    test('nothing of this did anything', async () => {
        assert.equal((await local.all('ListStages', 'stages')).items.length, 2);
    });

    test('a stale clock, both ways', async () => {
        for (const minutes of [-10, 10]) {
            const client = local.client({ systemClockOffset: minutes * 60e3 });
            await refused('InvalidSignatureException', local.call('ListStages', {}, client));
        }
        for (const minutes of [-3, 3])
            await local.call('ListStages', {}, local.client({ systemClockOffset: minutes * 60e3 }));
    });

    // That it also tries again by itself is in the faults, where the service's clock is wrong, not a setting.
    test('the SDK mends its clock by the Date of the answer', async () => {
        const client = local.client({ systemClockOffset: 600e3 });
        await refused('InvalidSignatureException', local.call('ListStages', {}, client));
        assert.ok(Math.abs(client.config.systemClockOffset) < 60e3);
        await local.call('ListStages', {}, client);
    });

    test('another region or service in the signature', async () => {
        await refused('InvalidSignatureException', local.call('ListStages', {}, local.client({ region: 'us-west-2' })));
        const answer = await local.signed('/ListStages', '{}', {
            change: request => {
                request.headers.authorization = request.headers.authorization.replace('/ivs/', '/s3/');
            },
        });
        assert.equal(answer.status, 403);
        assert.equal(answer.headers.get('x-amzn-errortype'), 'InvalidSignatureException');
    });

    test('what was signed must be what comes', async () => {
        const changes = {
            body: request => {
                request.body = '{"maxResults":1}';
            },
            'a signed header': request => {
                request.headers['content-type'] = 'text/plain';
            },
            'the date': request => {
                const date = request.headers['x-amz-date'];
                request.headers['x-amz-date'] = date.slice(0, -2) + (date.at(-2) === '0' ? '1Z' : '0Z');
            },
            'one digit of the signature': request => {
                const last = request.headers.authorization.at(-1);
                request.headers.authorization = request.headers.authorization.slice(0, -1) + (last === '0' ? '1' : '0');
            },
            'a token that was not signed': request => {
                request.headers['x-amz-security-token'] = 'token';
            },
        };
        for (const [what, change] of Object.entries(changes)) {
            const answer = await local.signed('/ListStages', '{}', { change });
            assert.equal(answer.status, 403, `${what}: ${answer.body}`);
            assert.equal(answer.headers.get('x-amzn-errortype'), 'InvalidSignatureException', what);
        }
    });

    test('an authorization that is none', async () => {
        const values = [
            'Bearer abc',
            'AWS4-HMAC-SHA256',
            'AWS4-HMAC-SHA256 Credential=x',
            'Basic dXNlcjpwYXNz',
            'AWS4-HMAC-SHA256 Credential=a/b/c/d/e, SignedHeaders=host, Signature=00',
        ];
        for (const authorization of values) {
            const answer = await fetch(`${local.endpoint}/ListStages`, {
                method: 'POST',
                headers: { authorization },
                body: '{}',
            });
            assert.equal(answer.status, 403, authorization);
            assert.match(answer.headers.get('x-amzn-errortype'), /^\w+$/);
            await answer.text();
        }
    });

    test('a signature that leaves out the host or the date', async () => {
        for (const name of ['host', 'x-amz-date']) {
            const answer = await local.signed('/ListStages', '{}', {
                change: request => {
                    request.headers.authorization = request.headers.authorization.replace(
                        /SignedHeaders=([^,]+)/,
                        (_, list) =>
                            'SignedHeaders=' +
                            list
                                .split(';')
                                .filter(item => item !== name)
                                .join(';'),
                    );
                },
            });
            assert.equal(answer.status, 403, name);
        }
    });

    test('every answer has a request id of its own and the time', async () => {
        const ids = new Set();
        for (let i = 0; i < 20; ++i) {
            const answer = await local.signed(i % 2 ? '/ListStages' : '/GetStage', '{}');
            ids.add(answer.headers.get('x-amzn-requestid'));
            assert.equal(answer.headers.has('x-amzn-errortype'), answer.status !== 200);
            assert.ok(Number.isFinite(Date.parse(answer.headers.get('x-ivs-local-time'))));
            assert.ok(Math.abs(Date.parse(answer.headers.get('date')) - Date.now()) < 5000);
            assert.match(answer.headers.get('content-type'), /^application\/json/);
        }
        assert.equal(ids.size, 20);
    });

    test('the shape of an error', async () => {
        const answer = await local.signed('/GetStage', '{}');
        assert.equal(answer.status, 400);
        assert.equal(answer.headers.get('x-amzn-errortype'), 'ValidationException');
        assert.ok(JSON.parse(answer.body).exceptionMessage.length > 0);
    });
});
