// SPDX-License-Identifier: GPL-3.0-or-later

// ListTagsForResource, TagResource, UntagResource: the three operations with an ARN in the path.

import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import { arnOf, refused, useLocal } from './harness.mjs';
import { keyPair } from './selfsigned.mjs';
import { createEncoder, createIngest, createStage, createStorage, startComposition } from './story.mjs';

describe('tags', () => {
    const local = useLocal();

    const tagsOf = async resourceArn => (await local.call('ListTagsForResource', { resourceArn })).tags;
    const tag = (resourceArn, tags) => local.call('TagResource', { resourceArn, tags });
    const untag = (resourceArn, tagKeys) => local.call('UntagResource', { resourceArn, tagKeys });

    test('every kind of resource that carries tags', async () => {
        const { composition } = await startComposition(local);
        const { publicKey } = await local.call('ImportPublicKey', { publicKeyMaterial: keyPair().pem });
        const resources = [
            await createStage(local),
            await createEncoder(local),
            await createStorage(local),
            await createIngest(local),
            composition,
            publicKey,
        ];
        for (const { arn } of resources) {
            assert.deepEqual(await tagsOf(arn), {}, arn);
            assert.deepEqual(await tag(arn, { a: '1', b: '2' }), {});
            assert.deepEqual(await tag(arn, { b: '3', c: '' }), {});
            assert.deepEqual(await tagsOf(arn), { a: '1', b: '3', c: '' });
            assert.deepEqual(await untag(arn, ['a', 'not-there']), {});
            assert.deepEqual(await tagsOf(arn), { b: '3', c: '' });
            await untag(arn, ['b', 'c']);
            assert.deepEqual(await tagsOf(arn), {});
        }
    });

    test('tags show on the resource', async () => {
        const { arn } = await createStage(local, { tags: { first: '1' } });
        await tag(arn, { second: '2' });
        assert.deepEqual((await local.call('GetStage', { arn })).stage.tags, { first: '1', second: '2' });
        const { items } = await local.all('ListStages', 'stages');
        assert.deepEqual(items.find(stage => stage.arn === arn).tags, { first: '1', second: '2' });
    });

    test('odd characters go through path, query and body', async () => {
        const { arn } = await createStage(local);
        const keys = [
            'a b',
            'a+b',
            'a/b',
            'a=b',
            'a&b',
            'a?b',
            'a#b',
            'a%2Fb',
            'a%b',
            'a:b@c',
            "!*'()",
            'é',
            '中文',
            '\u{1F600}',
            '~-._',
            '\u202eabc',
            'A',
            'a',
            ' ',
            '"\\',
            'k'.repeat(128),
            '\u{1F600}'.repeat(128),
        ];
        for (const key of keys) {
            const value = key + key; // 256 characters at most, like the key's 128
            await tag(arn, { [key]: value });
            assert.deepEqual(await tagsOf(arn), { [key]: value }, JSON.stringify(key));
            await untag(arn, [key]);
            assert.deepEqual(await tagsOf(arn), {}, JSON.stringify(key));
        }
        await tag(arn, Object.fromEntries(keys.map(key => [key, 'x'])));
        await untag(arn, keys.slice(1));
        assert.deepEqual(await tagsOf(arn), { [keys[0]]: 'x' });
    });

    test('fifty and no more', async () => {
        const { arn } = await createStage(local);
        const many = (from, count) =>
            Object.fromEntries(Array.from({ length: count }, (_, i) => [`key${from + i}`, 'v']));
        await tag(arn, many(0, 50));
        assert.equal(Object.keys(await tagsOf(arn)).length, 50);
        await tag(arn, many(0, 10)); // the same keys again
        await refused('ValidationException', tag(arn, { one: 'more' }));
        await refused('ValidationException', tag(arn, many(0, 51)));
        await refused('ValidationException', createStage(local, { tags: many(0, 51) }));
        await untag(arn, Object.keys(many(0, 50)));
        assert.deepEqual(await tagsOf(arn), {});
        await refused('ValidationException', untag(arn, Object.keys(many(0, 51))));
    });

    test('keys and values at their limits', async () => {
        const { arn } = await createStage(local);
        await tag(arn, { ['k'.repeat(128)]: 'v'.repeat(256) });
        await tag(arn, { ['\u{1F600}'.repeat(128)]: '\u{1F600}'.repeat(256) });
        await refused('ValidationException', tag(arn, { ['k'.repeat(129)]: 'v' }));
        await refused('ValidationException', tag(arn, { k: 'v'.repeat(257) }));
        await refused('ValidationException', tag(arn, { '': 'v' }));
        await refused('ValidationException', untag(arn, ['k'.repeat(129)]));
        await refused('ValidationException', untag(arn, ['']));
    });

    test('what is not there, or no ARN', async () => {
        for (const kind of [
            'stage',
            'composition',
            'encoder-configuration',
            'storage-configuration',
            'ingest-configuration',
            'public-key',
        ]) {
            const missing = arnOf(local, kind, 'missing12345');
            await refused('ResourceNotFoundException', local.call('ListTagsForResource', { resourceArn: missing }));
            await refused('ResourceNotFoundException', tag(missing, { a: 'b' }));
            await refused('ResourceNotFoundException', untag(missing, ['a']));
        }
        for (const bad of ['stage', '../../ListStages', 'x'.repeat(129)]) {
            await refused('ValidationException', local.call('ListTagsForResource', { resourceArn: bad }));
            await refused('ValidationException', tag(bad, { a: 'b' }));
            await refused('ValidationException', untag(bad, ['a']));
        }
        const { arn } = await createStage(local);
        await refused('ValidationException', tag(arn, undefined));
        await refused('ValidationException', untag(arn, undefined));
        // The SDK itself refuses a path without its ARN, before anything is sent.
        for (const operation of ['ListTagsForResource', 'TagResource', 'UntagResource'])
            await assert.rejects(local.call(operation, { tags: {}, tagKeys: [] }), /resourceArn/);
    });
});
