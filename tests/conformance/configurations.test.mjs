// SPDX-License-Identifier: GPL-3.0-or-later

// Encoder and storage configurations.

import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import { arnOf, assertArn, refused, useLocal } from './harness.mjs';
import { createEncoder, createStage, createStorage, startComposition } from './story.mjs';

describe('encoder configurations', () => {
    const local = useLocal();

    test('create, read, list, delete', async () => {
        const input = {
            name: 'hd',
            video: { width: 1920, height: 1080, framerate: 29.97, bitrate: 8500000 },
            tags: { a: 'b' },
        };
        const encoder = await createEncoder(local, input);
        assertArn(local, 'encoder-configuration', encoder.arn);
        assert.deepEqual(encoder, { arn: encoder.arn, ...input });
        const { arn } = encoder;
        assert.deepEqual((await local.call('GetEncoderConfiguration', { arn })).encoderConfiguration, encoder);
        const { items } = await local.all('ListEncoderConfigurations', 'encoderConfigurations');
        assert.deepEqual(
            items.filter(item => item.arn === arn),
            [{ arn, name: 'hd', tags: { a: 'b' } }],
        );
        assert.deepEqual(await local.call('DeleteEncoderConfiguration', { arn }), {});
        await refused('ResourceNotFoundException', local.call('GetEncoderConfiguration', { arn }));
        await refused('ResourceNotFoundException', local.call('DeleteEncoderConfiguration', { arn }));
    });

    // Fact sheet 8: the defaults, and the limits of video.
    test('defaults', async () => {
        const { video } = await createEncoder(local);
        assert.deepEqual(video, { width: 1280, height: 720, framerate: 30, bitrate: 2500000 });
        const { video: partly } = await createEncoder(local, { video: { width: 640, height: 360 } });
        assert.deepEqual(partly, { width: 640, height: 360, framerate: 30, bitrate: 2500000 });
    });

    test('the edges of video', async () => {
        const good = [
            { width: 2, height: 2 },
            { width: 1080, height: 1920 },
            { width: 1440, height: 1440 },
            { framerate: 1 },
            { framerate: 60 },
            { bitrate: 1 },
        ];
        for (const video of good) await createEncoder(local, { video });
        const bad = [
            { width: 0 },
            { width: 1 },
            { width: 1921 },
            { width: 1922 },
            { width: 641 },
            { height: 0 },
            { height: 721 },
            { height: 1922 },
            { width: 1920, height: 1920 },
            { width: 1920, height: 1082 },
            { framerate: 0.5 },
            { framerate: 60.5 },
            { bitrate: 0 },
            { bitrate: 8500001 },
        ];
        for (const video of bad) await refused('ValidationException', createEncoder(local, { video }));
    });

    test('one in use cannot be deleted', async () => {
        const { composition, encoder } = await startComposition(local);
        await refused('ConflictException', local.call('DeleteEncoderConfiguration', { arn: encoder.arn }));
        await local.call('StopComposition', { arn: composition.arn });
        await local.advance(60);
        await local.call('DeleteEncoderConfiguration', { arn: encoder.arn });
    });
});

describe('storage configurations', () => {
    const local = useLocal();

    test('create, read, list, delete', async () => {
        const input = { name: 'keep', s3: { bucketName: 'my.bucket-1' }, tags: { a: 'b' } };
        const storage = await createStorage(local, input);
        assertArn(local, 'storage-configuration', storage.arn);
        assert.deepEqual(storage, { arn: storage.arn, ...input });
        const { arn } = storage;
        assert.deepEqual((await local.call('GetStorageConfiguration', { arn })).storageConfiguration, storage);
        const { items } = await local.all('ListStorageConfigurations', 'storageConfigurations');
        assert.deepEqual(items, [storage]);
        assert.deepEqual(await local.call('DeleteStorageConfiguration', { arn }), {});
        await refused('ResourceNotFoundException', local.call('GetStorageConfiguration', { arn }));
        await refused('ResourceNotFoundException', local.call('DeleteStorageConfiguration', { arn }));
    });

    test('bucket names', async () => {
        for (const bucketName of ['abc', 'a'.repeat(63)]) {
            const { arn } = await createStorage(local, { s3: { bucketName } });
            await local.call('DeleteStorageConfiguration', { arn });
        }
        for (const bucketName of ['', 'ab', 'a'.repeat(64), 'Upper', 'under_score', 'sp ace'])
            await refused('ValidationException', createStorage(local, { s3: { bucketName } }));
        await refused('ValidationException', createStorage(local, { s3: {} }));
        await refused('ValidationException', createStorage(local, { s3: undefined }));
    });

    test('one in use by a composition cannot be deleted', async () => {
        const { composition, storage } = await startComposition(local);
        await refused('ConflictException', local.call('DeleteStorageConfiguration', { arn: storage.arn }));
        await local.call('StopComposition', { arn: composition.arn });
        await local.advance(60);
        await local.call('DeleteStorageConfiguration', { arn: storage.arn });
    });

    // Fact sheet 8.1: it must not be attached to a stage.
    test('one attached to a stage cannot be deleted', async () => {
        const { arn } = await createStorage(local);
        const stage = await createStage(local, {
            autoParticipantRecordingConfiguration: { storageConfigurationArn: arn },
        });
        await refused('ConflictException', local.call('DeleteStorageConfiguration', { arn }));
        await local.call('DeleteStage', { arn: stage.arn });
        await local.call('DeleteStorageConfiguration', { arn });
    });

    test('none of that name', async () => {
        await refused(
            'ResourceNotFoundException',
            local.call('GetStorageConfiguration', { arn: arnOf(local, 'storage-configuration', 'missing12345') }),
        );
    });
});
