// SPDX-License-Identifier: GPL-3.0-or-later

// CreateStage, GetStage, UpdateStage, ListStages, DeleteStage.

import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import { arnOf, assertArn, refused, serviceTime, useLocal } from './harness.mjs';
import { createStage, createStorage, createToken, join, publisher } from './story.mjs';

describe('stages', () => {
    const local = useLocal();

    test('a stage of nothing but itself', async () => {
        const answer = await local.call('CreateStage');
        assertArn(local, 'stage', answer.stage.arn);
        assert.ok(!answer.stage.activeSessionId);
        assert.deepEqual(answer.participantTokens ?? [], []);
        const { stage } = await local.call('GetStage', { arn: answer.stage.arn });
        assert.deepEqual(stage, answer.stage);
        // Fact sheet 3: endpoints events, whip, rtmp, rtmps.
        assert.deepEqual(Object.keys(stage.endpoints).sort(), ['events', 'rtmp', 'rtmps', 'whip']);
        assert.match(stage.endpoints.events, /^wss:\/\//);
        assert.match(stage.endpoints.whip, /^https:\/\//);
        assert.match(stage.endpoints.rtmp, /^rtmp:\/\//);
        assert.match(stage.endpoints.rtmps, /^rtmps:\/\//);
    });

    test('a stage with everything', async () => {
        const storage = await createStorage(local);
        const recording = {
            storageConfigurationArn: storage.arn,
            mediaTypes: ['AUDIO_ONLY'],
            thumbnailConfiguration: {
                targetIntervalSeconds: 30,
                storage: ['SEQUENTIAL', 'LATEST'],
                recordingMode: 'INTERVAL',
            },
            recordingReconnectWindowSeconds: 120,
            hlsConfiguration: { targetSegmentDurationSeconds: 4 },
            recordParticipantReplicas: false,
        };
        const tags = { team: 'live', 'cost centre': '42' };
        const answer = await local.call('CreateStage', {
            name: 'main-stage_1',
            tags,
            autoParticipantRecordingConfiguration: recording,
            participantTokenConfigurations: [
                { userId: 'host', capabilities: ['PUBLISH', 'SUBSCRIBE'], duration: 60, attributes: { seat: 'host' } },
                { capabilities: ['SUBSCRIBE'] },
                {},
            ],
        });
        const { stage, participantTokens: tokens } = answer;
        assert.equal(stage.name, 'main-stage_1');
        assert.deepEqual(stage.tags, tags);
        assert.deepEqual(stage.autoParticipantRecordingConfiguration, recording);
        assert.equal(tokens.length, 3);
        const now = await serviceTime(local);
        assert.equal(tokens[0].userId, 'host');
        assert.deepEqual(tokens[0].attributes, { seat: 'host' });
        assert.equal(tokens[0].duration, 60);
        assert.deepEqual([...tokens[0].capabilities].sort(), ['PUBLISH', 'SUBSCRIBE']);
        assert.ok(Math.abs(tokens[0].expirationTime - now - 60 * 60e3) < 5000);
        assert.deepEqual(tokens[1].capabilities, ['SUBSCRIBE']);
        assert.deepEqual([...tokens[2].capabilities].sort(), ['PUBLISH', 'SUBSCRIBE']);
        assert.equal(tokens[2].duration, 720);
        assert.equal(new Set(tokens.map(({ participantId }) => participantId)).size, 3);
        assert.equal(new Set(tokens.map(({ token }) => token)).size, 3);
        const joined = await local.control('join', { token: tokens[0].token });
        assert.equal(joined.stageArn, stage.arn);
        assert.equal(joined.participantId, tokens[0].participantId);
    });

    // Fact sheet 3, individual participant recording: defaults and the "" that turns it off.
    test('recording: defaults, and off by an empty ARN', async () => {
        const storage = await createStorage(local);
        const stage = await createStage(local, {
            autoParticipantRecordingConfiguration: { storageConfigurationArn: storage.arn },
        });
        const { autoParticipantRecordingConfiguration: recording } = stage;
        assert.equal(recording.storageConfigurationArn, storage.arn);
        assert.deepEqual(recording.mediaTypes, ['AUDIO_VIDEO']);
        assert.equal(recording.recordingReconnectWindowSeconds, 0);
        assert.equal(recording.thumbnailConfiguration.recordingMode, 'DISABLED');
        assert.equal(recording.hlsConfiguration.targetSegmentDurationSeconds, 6);
        assert.equal(recording.recordParticipantReplicas, true);

        const { stage: off } = await local.call('UpdateStage', {
            arn: stage.arn,
            autoParticipantRecordingConfiguration: { storageConfigurationArn: '' },
        });
        assert.ok(!off.autoParticipantRecordingConfiguration?.storageConfigurationArn);
        const { stage: read } = await local.call('GetStage', { arn: stage.arn });
        assert.deepEqual(read, off);
    });

    test('recording to a storage configuration that is not there', async () => {
        const autoParticipantRecordingConfiguration = {
            storageConfigurationArn: arnOf(local, 'storage-configuration', 'missing12345'),
        };
        // Our choice in the local service: CreateStage's model has no ResourceNotFoundException.
        await refused('ValidationException', local.call('CreateStage', { autoParticipantRecordingConfiguration }));
        const { arn } = await createStage(local);
        await refused(
            'ResourceNotFoundException',
            local.call('UpdateStage', { arn, autoParticipantRecordingConfiguration }),
        );
    });

    // Fact sheet 3: an interval only with INTERVAL.
    test('thumbnails: an interval without its mode', async () => {
        const { arn: storageConfigurationArn } = await createStorage(local);
        for (const thumbnailConfiguration of [
            { targetIntervalSeconds: 10 },
            { targetIntervalSeconds: 10, recordingMode: 'DISABLED' },
        ]) {
            await refused(
                'ValidationException',
                createStage(local, {
                    autoParticipantRecordingConfiguration: { storageConfigurationArn, thumbnailConfiguration },
                }),
            );
        }
    });

    test('UpdateStage changes what it is given and nothing else', async () => {
        const stage = await createStage(local, { name: 'before', tags: { a: '1' } });
        const { stage: renamed } = await local.call('UpdateStage', { arn: stage.arn, name: 'after' });
        assert.deepEqual(renamed, { ...stage, name: 'after' });
        const { stage: same } = await local.call('UpdateStage', { arn: stage.arn });
        assert.deepEqual(same, renamed);
        const { stage: unnamed } = await local.call('UpdateStage', { arn: stage.arn, name: '' });
        assert.ok(!unnamed.name);
        await refused(
            'ResourceNotFoundException',
            local.call('UpdateStage', { arn: arnOf(local, 'stage', 'missing12345') }),
        );
    });

    test('recording cannot change while it is running', async () => {
        const storage = await createStorage(local);
        const stage = await createStage(local, {
            autoParticipantRecordingConfiguration: { storageConfigurationArn: storage.arn },
        });
        const person = await publisher(local, stage.arn);
        await local.advance(10);
        const change = { arn: stage.arn, autoParticipantRecordingConfiguration: { storageConfigurationArn: '' } };
        await refused('ConflictException', local.call('UpdateStage', change));
        await local.call('UpdateStage', { arn: stage.arn, name: 'still-possible' });
        await local.control('leave', { stageArn: stage.arn, participantId: person.participantId });
        await local.advance(3600);
        await local.call('UpdateStage', change);
    });

    test('ListStages has the summaries', async () => {
        const stage = await createStage(local, { name: 'listed', tags: { k: 'v' } });
        const { sessionId } = await join(local, stage.arn);
        const { items } = await local.all('ListStages', 'stages');
        assert.deepEqual(
            items.find(({ arn }) => arn === stage.arn),
            { arn: stage.arn, name: 'listed', activeSessionId: sessionId, tags: { k: 'v' } },
        );
        const { stage: read } = await local.call('GetStage', { arn: stage.arn });
        assert.equal(read.activeSessionId, sessionId);
    });

    test('DeleteStage ends everything on it', async () => {
        const stage = await createStage(local);
        const { token } = await createToken(local, stage.arn);
        const person = await publisher(local, stage.arn);
        const { ingestConfiguration: ingest } = await local.call('CreateIngestConfiguration', {
            ingestProtocol: 'RTMPS',
            stageArn: stage.arn,
        });
        assert.deepEqual(await local.call('DeleteStage', { arn: stage.arn }), {});
        await refused('ResourceNotFoundException', local.call('GetStage', { arn: stage.arn }));
        await refused('ResourceNotFoundException', local.call('DeleteStage', { arn: stage.arn }));
        await refused('ResourceNotFoundException', local.call('CreateParticipantToken', { stageArn: stage.arn }));
        await refused(
            'ResourceNotFoundException',
            local.call('GetStageSession', { stageArn: stage.arn, sessionId: person.sessionId }),
        );
        const { items } = await local.all('ListStages', 'stages');
        assert.ok(!items.some(({ arn }) => arn === stage.arn));
        await local.controlRefused(403, 'join', { token });
        // Fact sheet 3: attached ingest configurations are detached.
        const { ingestConfiguration: detached } = await local.call('GetIngestConfiguration', { arn: ingest.arn });
        assert.equal(detached.stageArn, '');
    });

    test('names need not be unique', async () => {
        const first = await createStage(local, { name: 'twin' });
        const second = await createStage(local, { name: 'twin' });
        assert.notEqual(first.arn, second.arn);
    });
});
