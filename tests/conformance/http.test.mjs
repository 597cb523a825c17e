// SPDX-License-Identifier: GPL-3.0-or-later

// The requests as bytes: what other HTTP clients do that the SDK's doesn't. Heads and bodies that come apart, several
// requests on one connection, big bodies, targets that are percent-encoded in another way.

import { Sha256 } from '@aws-crypto/sha256-js';
import { SignatureV4 } from '@smithy/signature-v4';
import assert from 'node:assert/strict';
import { connect } from 'node:net';
import { describe, test } from 'node:test';

import { useLocal } from './harness.mjs';
import { createStage } from './story.mjs';

/** A connection that sends pieces as they are and reads whole answers with a Content-Length. */
class Wire {
    constructor(port) {
        this.received = '';
        this.waiting = [];
        this.socket = connect(port, '127.0.0.1');
        this.socket.setNoDelay(true);
        this.socket.setEncoding('latin1');
        this.socket.on('data', data => {
            this.received += data;
            this.deliver();
        });
        for (const event of ['end', 'error']) this.socket.on(event, () => this.waiting.forEach(({ fail }) => fail()));
    }

    deliver() {
        for (;;) {
            const head = this.received.indexOf('\r\n\r\n');
            if (head < 0) return;
            const length = Number(/content-length: *(\d+)/i.exec(this.received.slice(0, head))?.[1] ?? 0);
            if (this.received.length < head + 4 + length) return;
            const status = Number(this.received.split(' ')[1]);
            const body = this.received.slice(head + 4, head + 4 + length);
            this.received = this.received.slice(head + 4 + length);
            this.waiting.shift()?.done({ status, body });
        }
    }

    answer() {
        return new Promise((done, reject) => {
            this.waiting.push({ done, fail: () => reject(new Error('the connection was closed')) });
        });
    }

    async send(...pieces) {
        for (const piece of pieces) {
            await new Promise(resolve => this.socket.write(piece, resolve));
            await new Promise(resolve => setTimeout(resolve, 30)); // so that each piece is a segment of its own
        }
    }
}

describe('HTTP', () => {
    const local = useLocal();

    /** The signed head and the body of a request. */
    const made = async (target, body = '', method = 'POST', query = {}) => {
        const { host, hostname, port } = new URL(local.endpoint);
        const { credentials, region } = local;
        const signer = new SignatureV4({ applyChecksum: false, credentials, region, service: 'ivs', sha256: Sha256 });
        const [path, search] = target.split('?');
        const { headers } = await signer.sign({
            method,
            protocol: 'http:',
            hostname,
            port: Number(port),
            path,
            query,
            headers: { host },
            body,
        });
        const lines = Object.entries({ ...headers, 'content-length': Buffer.byteLength(body) });
        const head =
            `${method} ${search === undefined ? path : target} HTTP/1.1\r\n` +
            lines.map(([name, value]) => `${name}: ${value}\r\n`).join('') +
            '\r\n';
        return [head, body];
    };
    const open = async use => {
        const wire = new Wire(Number(new URL(local.endpoint).port));
        try {
            await use(wire);
        } finally {
            wire.socket.destroy();
        }
    };

    test('head and body apart, and in small pieces', () =>
        open(async wire => {
            const [head, body] = await made('/CreateStage', '{"name":"apart"}');
            const first = wire.answer();
            await wire.send(head, body);
            assert.equal((await first).status, 200);
            const second = wire.answer();
            const half = head.length >> 1;
            const [again] = await made('/CreateStage', '{"name":"apart"}');
            await wire.send(
                again.slice(0, 5),
                again.slice(5, half),
                again.slice(half),
                body.slice(0, 3),
                body.slice(3),
            );
            const answer = await second;
            assert.equal(answer.status, 200, answer.body);
        }));

    test('three requests on one connection', () =>
        open(async wire => {
            for (const operation of ['ListStages', 'ListPublicKeys', 'ListCompositions']) {
                const answer = wire.answer();
                await wire.send((await made(`/${operation}`, '{}')).join(''));
                const { status, body } = await answer;
                assert.equal(status, 200, body);
                assert.ok(body.includes(operation === 'ListStages' ? '"stages"' : '['), body);
            }
        }));

    test('a body of 100 KB', () =>
        open(async wire => {
            const answer = wire.answer();
            const body = JSON.stringify({ name: 'big', unknown: 'x'.repeat(100 * 1024) });
            await wire.send((await made('/CreateStage', body)).join(''));
            const { status, body: text } = await answer;
            assert.equal(status, 200, text);
            assert.equal(JSON.parse(text).stage.name, 'big');
        }));

    test('the target is taken as it came', () =>
        open(async wire => {
            const { arn } = await createStage(local, { tags: { a: 'b' } });
            const spellings = [
                encodeURIComponent(arn),
                encodeURIComponent(arn).toLowerCase().replace(arn.split('/')[1].toLowerCase(), arn.split('/')[1]),
                arn.replace('/', '%2F'),
                [...arn].map(c => '%' + c.charCodeAt(0).toString(16)).join(''),
            ];
            for (const spelling of spellings) {
                const answer = wire.answer();
                await wire.send((await made(`/tags/${spelling}`, '', 'GET')).join(''));
                const { status, body } = await answer;
                assert.equal(status, 200, `${spelling}: ${body}`);
                assert.deepEqual(JSON.parse(body).tags, { a: 'b' });
            }
        }));

    test('repeated and oddly encoded query names', () =>
        open(async wire => {
            const { arn } = await createStage(local, { tags: { 'a b': '1', c: '2', '+': '3', d: '4' } });
            const path = `/tags/${encodeURIComponent(arn)}`;
            const answer = wire.answer();
            const target = `${path}?tagKeys=c&tagKeys=%61%20b&tagKeys=%2B`;
            await wire.send((await made(target, '', 'DELETE', { tagKeys: ['c', 'a b', '+'] })).join(''));
            const { status, body } = await answer;
            assert.equal(status, 200, body);
            assert.deepEqual((await local.call('ListTagsForResource', { resourceArn: arn })).tags, { d: '4' });
        }));

    test('nonsense on the wire does no harm', async () => {
        for (const bytes of [
            '\r\n\r\n',
            'GARBAGE\r\n\r\n',
            'GET\r\n\r\n',
            'POST /ListStages HTTP/1.1\r\ncontent-length: x\r\n\r\n',
            '\u0000\u0001',
        ]) {
            await open(async wire => {
                wire.answer().catch(() => {});
                await wire.send(bytes);
            });
        }
        await local.call('ListStages');
    });
});
