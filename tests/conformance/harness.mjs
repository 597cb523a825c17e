// SPDX-License-Identifier: GPL-3.0-or-later

// Starts ivs-local for one test file, speaks to it with the unmodified AWS SDK, and ends it.

import { Sha256 } from '@aws-crypto/sha256-js';
import { IvsClient } from '@aws-sdk/client-ivs';
import * as sdk from '@aws-sdk/client-ivs-realtime';
import { SignatureV4 } from '@smithy/signature-v4';
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { after, before } from 'node:test';
import { fileURLToPath } from 'node:url';

export const program =
    process.env.IVS_LOCAL ?? fileURLToPath(new URL('../../build/release/bin/ivs-local', import.meta.url));

/** What the service answers with, and the HTTP status that belongs to it (fact sheet 1.3; issue, section 4). */
export const statusOf = {
    ValidationException: 400,
    ServiceQuotaExceededException: 402,
    AccessDeniedException: 403,
    PendingVerification: 403,
    ExpiredTokenException: 403,
    InvalidSignatureException: 403,
    MissingAuthenticationTokenException: 403,
    UnrecognizedClientException: 403,
    ResourceNotFoundException: 404,
    ConflictException: 409,
    InternalServerException: 500,
};

// Nothing here depends on the machine's clock or speed, and nothing happens that a test didn't ask for.
const defaults = {
    scenario: 'empty',
    seed: 1,
    speed: 0,
    rates: 'off',
    quotas: 'on',
    region: 'eu-west-1',
    account: '123456789012',
};

export class Local {
    /** Starts the program with `options` over the defaults and waits for its ready line. */
    async start(options = {}) {
        const args = Object.entries({ listen: '127.0.0.1:0', ...defaults, ...options })
            .filter(([, value]) => value !== undefined)
            .flatMap(([name, value]) => [`--${name}`, String(value)]);
        this.stderr = '';
        this.child = spawn(program, args, { stdio: ['ignore', 'pipe', 'pipe'] });
        this.child.stderr.on('data', data => {
            this.stderr += data;
        });
        this.ended = once(this.child, 'exit');
        const line = await Promise.race([
            once(createInterface({ input: this.child.stdout }), 'line').then(([text]) => text),
            this.ended.then(([code]) => {
                throw new Error(`ivs-local ended (${code}): ${this.stderr}`);
            }),
        ]);
        this.ready = JSON.parse(line);
        this.endpoint = this.ready.endpoint;
        this.region = this.ready.region;
        this.accountId = this.ready.accountId;
        this.credentials = { accessKeyId: this.ready.accessKeyId, secretAccessKey: this.ready.secretAccessKey };
        this.clients = [];
        this.standard = this.client();
        this.lowLatency = this.client({}, IvsClient);
        return this;
    }

    /** An SDK client; it tries once unless asked otherwise. */
    client(config = {}, Client = sdk.IVSRealTimeClient) {
        const client = new Client({
            endpoint: this.endpoint,
            region: this.region,
            credentials: this.credentials,
            maxAttempts: 1,
            ...config,
        });
        this.clients.push(client);
        return client;
    }

    /** One call by the operation's name; the answer without $metadata, which is checked here. */
    async call(operation, input = {}, client = this.standard) {
        const { $metadata: metadata, ...answer } = await client.send(new sdk[`${operation}Command`](input));
        assert.equal(metadata.httpStatusCode, 200);
        assert.match(metadata.requestId ?? '', /^\S+$/, `${operation}: no request id`);
        return answer;
    }

    /** All items of a paged operation, and how many pages they came in. */
    async all(operation, member, input = {}) {
        const items = [];
        let pages = 0;
        let nextToken;
        do {
            const page = await this.call(operation, { ...input, nextToken });
            items.push(...page[member]);
            nextToken = page.nextToken;
            assert.notEqual(nextToken, '', `${operation}: an empty nextToken is not absent`);
            ++pages;
        } while (nextToken !== undefined && pages < 1000);
        return { items, pages };
    }

    /** A request that drives the service: {status, body}. */
    async tryControl(name, body) {
        const init = body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) };
        const answer = await fetch(`${this.endpoint}/_local/${name}`, init);
        const text = await answer.text();
        return { status: answer.status, body: text ? JSON.parse(text) : undefined };
    }

    /** A control request that must work. */
    async control(name, body) {
        const { status, body: answer } = await this.tryControl(name, body);
        assert.equal(status, 200, `/_local/${name}: ${JSON.stringify(answer)}`);
        return answer;
    }

    /** A control request that must be refused with `status` and a message. */
    async controlRefused(status, name, body) {
        const answer = await this.tryControl(name, body);
        assert.equal(answer.status, status, `/_local/${name}: ${JSON.stringify(answer.body)}`);
        assert.ok(answer.body?.message?.length > 0, `/_local/${name}: no message`);
        return answer.body.message;
    }

    advance(seconds) {
        return this.control('advance', { seconds });
    }

    fault(operation, kind, value, count = 1) {
        return this.control('fault', { operation, kind, ...(value !== undefined && { value }), count });
    }

    /** A signed request with any body, for what the SDK would not send: {status, headers, body}. */
    async signed(path, body, { method = 'POST', date = new Date(), credentials = this.credentials, change } = {}) {
        const url = new URL(path, this.endpoint);
        const signer = new SignatureV4({
            applyChecksum: false,
            credentials,
            region: this.region,
            service: 'ivs',
            sha256: Sha256,
        });
        const request = await signer.sign(
            {
                method,
                protocol: url.protocol,
                hostname: url.hostname,
                port: Number(url.port),
                path: url.pathname,
                query: {},
                headers: { host: url.host, 'content-type': 'application/json' },
                body,
            },
            { signingDate: date },
        );
        change?.(request);
        const { host, ...headers } = request.headers; // fetch sets it by itself
        const answer = await fetch(url, { method, headers, body: request.body });
        return { status: answer.status, headers: answer.headers, body: await answer.text() };
    }

    /** Ends the service as a person would and checks that it went well. */
    async stop() {
        this.clients?.forEach(client => client.destroy());
        if (this.child.exitCode === null) this.child.kill('SIGTERM');
        const [code, signal] = await this.ended;
        assert.deepEqual({ code, signal }, { code: 0, signal: null }, `ivs-local's end: ${this.stderr}`);
    }
}

/** A service for the tests of the describe() that this stands in. */
export function useLocal(options) {
    const local = new Local();
    before(() => local.start(options));
    after(() => local.stop());
    return local;
}

/** That a call fails with the exception `name`, in the shape of the service whose SDK is `from`. Gives the exception. */
export async function refused(name, promise, { status = statusOf[name], from = sdk } = {}) {
    let error;
    try {
        const answer = await promise;
        assert.fail(`${name} expected, but it was accepted: ${JSON.stringify(answer)}`);
    } catch (caught) {
        error = caught;
    }
    if (error.code === 'ERR_ASSERTION') throw error;
    assert.equal(error.name, name, `${error.name}: ${error.message}`);
    assert.equal(error.$metadata?.httpStatusCode, status, name);
    assert.match(error.$metadata.requestId ?? '', /^\S+$/, `${name}: no request id`);
    assert.ok(error instanceof (from.IVSRealTimeServiceException ?? from.IvsServiceException));
    if (name in from) {
        // an exception that the service's model knows
        assert.ok(error instanceof from[name]);
        assert.equal(error.$fault, status >= 500 ? 'server' : 'client');
        assert.ok(error.exceptionMessage?.length > 0, `${name}: no exceptionMessage`);
        assert.equal(error.xAmznErrorType, name);
    } else {
        assert.ok(error.message.length > 0, `${name}: no message`);
    }
    return error;
}

/** A well-formed ARN of the service's. */
export function arnOf(local, kind, id) {
    return `arn:aws:ivs:${local.region}:${local.accountId}:${kind}/${id}`;
}

/** A channel of that id; no call of the service's makes one. */
export async function channelOf(local, id, more = {}) {
    return (await local.control('channel', { id, ...more })).arn;
}

export function assertArn(local, kind, arn) {
    assert.match(arn, new RegExp(`^arn:aws:ivs:${local.region}:${local.accountId}:${kind}/[a-zA-Z0-9-]+$`));
}

/** The service's clock, which --speed 0 leaves to advance(). */
export async function serviceTime(local) {
    const answer = await fetch(`${local.endpoint}/_local/state`);
    await answer.text();
    return new Date(answer.headers.get('x-ivs-local-time'));
}
