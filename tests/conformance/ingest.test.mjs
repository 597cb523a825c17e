// SPDX-License-Identifier: GPL-3.0-or-later

// Ingest configurations: create, read, update, list, delete; an encoder that sends and stops.

import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import { arnOf, assertArn, refused, useLocal } from './harness.mjs';
import { createIngest, createStage, join } from './story.mjs';

describe('ingest configurations', () => {
    const local = useLocal();

    const read = async arn => (await local.call('GetIngestConfiguration', { arn })).ingestConfiguration;
    const update = async (arn, input) =>
        (await local.call('UpdateIngestConfiguration', { arn, ...input })).ingestConfiguration;
    const send = (streamKey, active, more = {}) => local.control('ingest', { streamKey, active, ...more });

    test('create with everything, read, list, delete', async () => {
        const { arn: stageArn } = await createStage(local);
        const input = {
            name: 'camera-1',
            stageArn,
            userId: 'camera',
            attributes: { place: 'left' },
            ingestProtocol: 'RTMPS',
            tags: { a: 'b' },
        };
        const ingest = await createIngest(local, input);
        assertArn(local, 'ingest-configuration', ingest.arn);
        for (const [member, value] of Object.entries(input)) assert.deepEqual(ingest[member], value, member);
        assert.equal(ingest.state, 'INACTIVE');
        assert.match(ingest.streamKey, new RegExp(`^rt_${local.accountId}_${local.region}_[a-zA-Z0-9-]+_.+$`));
        assert.match(ingest.participantId, /^[a-zA-Z0-9-]{1,64}$/);
        assert.deepEqual(await read(ingest.arn), ingest);

        const { items } = await local.all('ListIngestConfigurations', 'ingestConfigurations');
        const summary = items.find(({ arn }) => arn === ingest.arn);
        assert.equal(summary.streamKey, undefined, 'the stream key is secret');
        for (const member of ['name', 'stageArn', 'userId', 'ingestProtocol', 'state', 'participantId'])
            assert.equal(summary[member], ingest[member], member);
        assert.deepEqual(await local.call('DeleteIngestConfiguration', { arn: ingest.arn }), {});
        await refused('ResourceNotFoundException', local.call('GetIngestConfiguration', { arn: ingest.arn }));
        await refused('ResourceNotFoundException', local.call('DeleteIngestConfiguration', { arn: ingest.arn }));
        await refused('ResourceNotFoundException', local.call('UpdateIngestConfiguration', { arn: ingest.arn }));
    });

    test('without a stage, then attached, then detached', async () => {
        const { arn: stageArn } = await createStage(local);
        const ingest = await createIngest(local, { ingestProtocol: 'RTMP', insecureIngest: true });
        assert.equal(ingest.stageArn, '');
        assert.equal((await createIngest(local, { stageArn: '' })).stageArn, '');
        assert.equal((await update(ingest.arn, { stageArn })).stageArn, stageArn);
        assert.equal((await update(ingest.arn, {})).stageArn, stageArn);
        assert.equal((await read(ingest.arn)).stageArn, stageArn);
        assert.equal((await update(ingest.arn, { stageArn: '' })).stageArn, '');
        await refused(
            'ResourceNotFoundException',
            local.call('UpdateIngestConfiguration', {
                arn: ingest.arn,
                stageArn: arnOf(local, 'stage', 'missing12345'),
            }),
        );
    });

    test('RTMP must be called insecure', async () => {
        await refused('ValidationException', createIngest(local, { ingestProtocol: 'RTMP' }));
        await refused('ValidationException', createIngest(local, { ingestProtocol: 'RTMP', insecureIngest: false }));
        await refused('ValidationException', createIngest(local, { ingestProtocol: 'SRT' }));
        await refused('ValidationException', createIngest(local, { ingestProtocol: undefined }));
    });

    test('an encoder starts, is a participant, and stops', async () => {
        const { arn: stageArn } = await createStage(local);
        const ingest = await createIngest(local, { stageArn, userId: 'camera', attributes: { place: 'left' } });
        await send(ingest.streamKey, true);
        assert.equal((await read(ingest.arn)).state, 'ACTIVE');
        const {
            stage: { activeSessionId: sessionId },
        } = await local.call('GetStage', { arn: stageArn });
        const where = { stageArn, sessionId, participantId: ingest.participantId };
        const { participant } = await local.call('GetParticipant', where);
        assert.equal(participant.state, 'CONNECTED');
        assert.equal(participant.published, true);
        assert.equal(participant.userId, 'camera');
        assert.deepEqual(participant.attributes, { place: 'left' });
        assert.equal(participant.protocol, 'RTMPS');
        assert.equal(participant.ingestConfigurationArn, ingest.arn);

        // Fact sheet 9: no update while active, no delete without force.
        await refused('ConflictException', local.call('UpdateIngestConfiguration', { arn: ingest.arn, stageArn: '' }));
        await refused('ConflictException', local.call('DeleteIngestConfiguration', { arn: ingest.arn }));
        await refused('ConflictException', local.call('DeleteIngestConfiguration', { arn: ingest.arn, force: false }));
        await send(ingest.streamKey, false);
        assert.equal((await read(ingest.arn)).state, 'INACTIVE');
        assert.equal((await local.call('GetParticipant', where)).participant.state, 'DISCONNECTED');
        await update(ingest.arn, { stageArn: '' });
    });

    test('force disconnects first', async () => {
        const { arn: stageArn } = await createStage(local);
        const ingest = await createIngest(local, { stageArn });
        await send(ingest.streamKey, true);
        const {
            stage: { activeSessionId: sessionId },
        } = await local.call('GetStage', { arn: stageArn });
        await local.call('DeleteIngestConfiguration', { arn: ingest.arn, force: true });
        const { participant } = await local.call('GetParticipant', {
            stageArn,
            sessionId,
            participantId: ingest.participantId,
        });
        assert.equal(participant.state, 'DISCONNECTED');
    });

    test('disconnecting the participant detaches the configuration', async () => {
        const { arn: stageArn } = await createStage(local);
        const ingest = await createIngest(local, { stageArn });
        await send(ingest.streamKey, true);
        await local.call('DisconnectParticipant', { stageArn, participantId: ingest.participantId });
        const after = await read(ingest.arn);
        assert.equal(after.stageArn, '');
        assert.equal(after.state, 'INACTIVE');
    });

    test('an encoder with an error', async () => {
        const { arn: stageArn } = await createStage(local);
        const ingest = await createIngest(local, { stageArn });
        await send(ingest.streamKey, true, { error: 'INVALID_VIDEO_CODEC' });
        const {
            stageSessions: [{ sessionId }],
        } = await local.call('ListStageSessions', { stageArn });
        const { events } = await local.call('ListParticipantEvents', {
            stageArn,
            sessionId,
            participantId: ingest.participantId,
        });
        assert.equal(events.find(({ name }) => name === 'PUBLISH_ERROR')?.errorCode, 'INVALID_VIDEO_CODEC');
        await local.controlRefused(400, 'ingest', { streamKey: ingest.streamKey, active: true, error: 'NOPE' });
        await local.controlRefused(400, 'ingest', { streamKey: ingest.streamKey });
    });

    test('a stream key of nobody, or without a stage', async () => {
        const unknown = await local.tryControl('ingest', { streamKey: 'rt_1_eu-west-1_x_y', active: true });
        assert.ok([400, 403, 404].includes(unknown.status), String(unknown.status));
        const ingest = await createIngest(local);
        const unattached = await local.tryControl('ingest', { streamKey: ingest.streamKey, active: true });
        assert.ok([400, 403, 409].includes(unattached.status), String(unattached.status));
        assert.equal((await read(ingest.arn)).state, 'INACTIVE');
    });

    test('redundant ingest', async () => {
        const { arn: stageArn } = await createStage(local);
        const ingest = await createIngest(local, { stageArn, redundantIngest: true });
        assert.equal(ingest.redundantIngest, true);
        assert.equal(ingest.redundantIngestCredentials.length, 2);
        const ids = ingest.redundantIngestCredentials.map(({ participantId }) => participantId);
        const keys = ingest.redundantIngestCredentials.map(({ streamKey }) => streamKey);
        assert.equal(new Set(ids).size, 2);
        assert.equal(new Set(keys).size, 2);
        await send(keys[0], true);
        await send(keys[1], true);
        assert.equal((await read(ingest.arn)).state, 'ACTIVE');
        const {
            stage: { activeSessionId: sessionId },
        } = await local.call('GetStage', { arn: stageArn });
        const { participants } = await local.call('ListParticipants', { stageArn, sessionId });
        for (const id of ids) {
            const participant = participants.find(({ participantId }) => participantId === id);
            assert.equal(participant?.redundantIngest, true);
            assert.equal(participant.ingestConfigurationArn, ingest.arn);
        }
        // Fact sheet 3: who subscribes sees only the virtual participant.
        const viewer = await join(local, stageArn);
        await local.control('subscribe', {
            stageArn,
            participantId: viewer.participantId,
            remoteParticipantId: ingest.participantId,
        });
        const { events } = await local.call('ListParticipantEvents', viewer);
        const subscribed = events.find(({ name }) => name === 'SUBSCRIBE_STARTED');
        assert.equal(subscribed?.remoteParticipantId, ingest.participantId);
        await send(keys[0], false);
        assert.equal((await read(ingest.arn)).state, 'ACTIVE');
        await send(keys[1], false);
        assert.equal((await read(ingest.arn)).state, 'INACTIVE');
        const single = await update(ingest.arn, { redundantIngest: false });
        assert.ok(!single.redundantIngest);
        assert.deepEqual(single.redundantIngestCredentials ?? [], []);
    });

    test('filters, one at a time', async () => {
        const { arn: stageArn } = await createStage(local);
        const ingest = await createIngest(local, { stageArn });
        const arns = async filter =>
            (await local.all('ListIngestConfigurations', 'ingestConfigurations', filter)).items.map(({ arn }) => arn);
        assert.deepEqual(await arns({ filterByStageArn: stageArn }), [ingest.arn]);
        assert.ok((await arns({ filterByState: 'INACTIVE' })).includes(ingest.arn));
        assert.ok(!(await arns({ filterByState: 'ACTIVE' })).includes(ingest.arn));
        await send(ingest.streamKey, true);
        assert.ok((await arns({ filterByState: 'ACTIVE' })).includes(ingest.arn));
        await refused(
            'ValidationException',
            local.call('ListIngestConfigurations', { filterByStageArn: stageArn, filterByState: 'ACTIVE' }),
        );
        await refused('ValidationException', local.call('ListIngestConfigurations', { filterByState: 'ASLEEP' }));
    });
});
