// SPDX-License-Identifier: GPL-3.0-or-later

// Sessions, participants and events: one story from the first token to the refused return, then each part by itself.

import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import { arnOf, refused, useLocal } from './harness.mjs';
import { createStage, createStorage, createToken, eventNames, join, publisher } from './story.mjs';

describe('participants', () => {
    const local = useLocal();

    const participant = async who =>
        (
            await local.call('GetParticipant', {
                stageArn: who.stageArn,
                sessionId: who.sessionId,
                participantId: who.participantId,
            })
        ).participant;
    const eventsOf = async who =>
        (
            await local.all('ListParticipantEvents', 'events', {
                stageArn: who.stageArn,
                sessionId: who.sessionId,
                participantId: who.participantId,
            })
        ).items;

    test('the story of a stage', async () => {
        const { stage, participantTokens } = await local.call('CreateStage', {
            name: 'story',
            participantTokenConfigurations: [
                { userId: 'host', attributes: { role: 'host' } },
                { userId: 'guest', capabilities: ['SUBSCRIBE'] },
            ],
        });
        const stageArn = stage.arn;
        assert.deepEqual(await local.call('ListStageSessions', { stageArn }), { stageSessions: [] });

        const host = await local.control('join', { token: participantTokens[0].token });
        assert.deepEqual(host, {
            participantId: participantTokens[0].participantId,
            sessionId: host.sessionId,
            stageArn,
        });
        assert.match(host.sessionId, /^st-[a-zA-Z0-9]{13}$/);
        const guest = await local.control('join', { token: participantTokens[1].token });
        assert.equal(guest.sessionId, host.sessionId);
        await local.advance(5);
        await local.control('publish', { stageArn, participantId: host.participantId });
        await local.control('subscribe', {
            stageArn,
            participantId: guest.participantId,
            remoteParticipantId: host.participantId,
        });

        const { stageSession } = await local.call('GetStageSession', { stageArn, sessionId: host.sessionId });
        assert.equal(stageSession.sessionId, host.sessionId);
        assert.ok(stageSession.startTime instanceof Date);
        assert.equal(stageSession.endTime, undefined);
        assert.deepEqual((await local.call('ListStageSessions', { stageArn })).stageSessions, [stageSession]);

        const { participants } = await local.call('ListParticipants', { stageArn, sessionId: host.sessionId });
        assert.deepEqual(participants.map(({ userId }) => userId).sort(), ['guest', 'host']);
        const summary = participants.find(({ userId }) => userId === 'host');
        assert.equal(summary.participantId, host.participantId);
        assert.equal(summary.state, 'CONNECTED');
        assert.equal(summary.published, true);
        assert.equal(summary.recordingState, 'DISABLED');
        assert.equal(summary.replicationType, 'NONE');
        assert.ok(summary.firstJoinTime instanceof Date);
        assert.equal(participants.find(({ userId }) => userId === 'guest').published, false);

        const details = await participant(host);
        assert.deepEqual(details.attributes, { role: 'host' });
        for (const [member, value] of Object.entries(summary)) assert.deepEqual(details[member], value, member);
        assert.ok(details.sdkVersion?.length > 0);

        assert.deepEqual(eventNames(await eventsOf(host)).sort(), ['JOINED', 'PUBLISH_STARTED']);
        const guestEvents = await eventsOf(guest);
        assert.deepEqual(eventNames(guestEvents).sort(), ['JOINED', 'SUBSCRIBE_STARTED']);
        const subscribed = guestEvents.find(({ name }) => name === 'SUBSCRIBE_STARTED');
        assert.equal(subscribed.participantId, guest.participantId);
        assert.equal(subscribed.remoteParticipantId, host.participantId);
        assert.ok(subscribed.eventTime instanceof Date);
        assert.equal(subscribed.errorCode, undefined);

        assert.deepEqual(
            await local.call('DisconnectParticipant', {
                stageArn,
                participantId: host.participantId,
                reason: 'enough',
            }),
            {},
        );
        const gone = await participant(host);
        assert.equal(gone.state, 'DISCONNECTED');
        assert.equal(gone.published, true, 'published means ever published');
        assert.ok(eventNames(await eventsOf(host)).includes('LEFT'));
        await local.controlRefused(403, 'join', { token: participantTokens[0].token });

        await local.control('leave', { stageArn, participantId: guest.participantId });
        await local.advance(3600);
        const { stageSession: over } = await local.call('GetStageSession', { stageArn, sessionId: host.sessionId });
        assert.ok(over.endTime > over.startTime);
        assert.ok(!(await local.call('GetStage', { arn: stageArn })).stage.activeSessionId);
        assert.equal(
            (await local.call('ListParticipants', { stageArn, sessionId: host.sessionId })).participants.length,
            2,
        );

        const again = await join(local, stageArn);
        assert.notEqual(again.sessionId, host.sessionId);
        const { stageSessions } = await local.call('ListStageSessions', { stageArn });
        assert.deepEqual(
            stageSessions.map(({ sessionId }) => sessionId).sort(),
            [host.sessionId, again.sessionId].sort(),
        );
    });

    test('filters, one at a time', async () => {
        const storage = await createStorage(local);
        const { arn: stageArn } = await createStage(local, {
            autoParticipantRecordingConfiguration: { storageConfigurationArn: storage.arn },
        });
        const host = await publisher(local, stageArn, { userId: 'host' });
        await local.advance(30);
        const guest = await join(local, stageArn, { userId: 'guest' });
        const gone = await join(local, stageArn, { userId: 'guest' });
        await local.control('leave', { stageArn, participantId: gone.participantId });
        const { sessionId } = host;
        const ids = async filter =>
            (await local.call('ListParticipants', { stageArn, sessionId, ...filter })).participants
                .map(({ participantId }) => participantId)
                .sort();
        assert.deepEqual(await ids({ filterByUserId: 'host' }), [host.participantId]);
        assert.deepEqual(await ids({ filterByUserId: 'guest' }), [guest.participantId, gone.participantId].sort());
        assert.deepEqual(await ids({ filterByUserId: 'nobody' }), []);
        assert.deepEqual(await ids({ filterByPublished: true }), [host.participantId]);
        assert.deepEqual(await ids({ filterByPublished: false }), [guest.participantId, gone.participantId].sort());
        assert.deepEqual(await ids({ filterByState: 'CONNECTED' }), [host.participantId, guest.participantId].sort());
        assert.deepEqual(await ids({ filterByState: 'DISCONNECTED' }), [gone.participantId]);
        assert.deepEqual(await ids({ filterByRecordingState: 'ACTIVE' }), [host.participantId]);
        assert.deepEqual(await ids({ filterByRecordingState: 'FAILED' }), []);

        const filters = [
            { filterByUserId: 'host' },
            { filterByPublished: true },
            { filterByState: 'CONNECTED' },
            { filterByRecordingState: 'ACTIVE' },
        ];
        for (const [index, first] of filters.entries()) {
            for (const second of filters.slice(index + 1))
                await refused(
                    'ValidationException',
                    local.call('ListParticipants', { stageArn, sessionId, ...first, ...second }),
                );
        }
    });

    test('a recorded publisher, and a recording that fails', async () => {
        const storage = await createStorage(local, { s3: { bucketName: 'kept.example' } });
        const { arn: stageArn } = await createStage(local, {
            autoParticipantRecordingConfiguration: { storageConfigurationArn: storage.arn },
        });
        const host = await publisher(local, stageArn);
        await local.advance(30);
        const recorded = await participant(host);
        assert.equal(recorded.recordingState, 'ACTIVE');
        assert.equal(recorded.recordingS3BucketName, 'kept.example');
        // Fact sheet 8.1: {stageId}/{sessionId}/{participantId}
        assert.ok(
            recorded.recordingS3Prefix.startsWith(`${stageArn.split('/')[1]}/${host.sessionId}/${host.participantId}`),
            recorded.recordingS3Prefix,
        );
        await local.control('unpublish', { stageArn, participantId: host.participantId });
        await local.advance(600);
        assert.equal((await participant(host)).recordingState, 'STOPPED');

        const unlucky = await publisher(local, stageArn);
        await local.advance(30);
        await local.control('recording', { stageArn, participantId: unlucky.participantId, event: 'fail' });
        assert.equal((await participant(unlucky)).recordingState, 'FAILED');
        await local.controlRefused(400, 'recording', {
            stageArn,
            participantId: unlucky.participantId,
            event: 'dance',
        });
    });

    test('every error code of publishing and subscribing', async () => {
        const { EventErrorCode } = await import('@aws-sdk/client-ivs-realtime');
        const { arn: stageArn } = await createStage(local);
        const host = await publisher(local, stageArn);
        for (const code of Object.values(EventErrorCode)) {
            const who = await join(local, stageArn);
            await local.control('publish', { stageArn, participantId: who.participantId, error: code });
            const event = (await eventsOf(who)).find(({ name }) => name === 'PUBLISH_ERROR');
            assert.equal(event?.errorCode, code);
            await local.control('subscribe', {
                stageArn,
                participantId: who.participantId,
                remoteParticipantId: host.participantId,
                error: code,
            });
            const other = (await eventsOf(who)).find(({ name }) => name === 'SUBSCRIBE_ERROR');
            assert.equal(other?.errorCode, code);
            assert.equal(other.remoteParticipantId, host.participantId);
            assert.equal((await participant(who)).published, false);
        }
        const who = await join(local, stageArn);
        await local.controlRefused(400, 'publish', {
            stageArn,
            participantId: who.participantId,
            error: 'NO_SUCH_CODE',
        });
    });

    test('capabilities hold', async () => {
        const { arn: stageArn } = await createStage(local);
        const host = await publisher(local, stageArn);
        const listener = await join(local, stageArn, { capabilities: ['SUBSCRIBE'] });
        await local.tryControl('publish', { stageArn, participantId: listener.participantId });
        assert.equal((await participant(listener)).published, false);
        assert.equal(
            (await eventsOf(listener)).find(({ name }) => name === 'PUBLISH_ERROR')?.errorCode,
            'INSUFFICIENT_CAPABILITIES',
        );
        const speaker = await join(local, stageArn, { capabilities: ['PUBLISH'] });
        await local.tryControl('subscribe', {
            stageArn,
            participantId: speaker.participantId,
            remoteParticipantId: host.participantId,
        });
        assert.equal(
            (await eventsOf(speaker)).find(({ name }) => name === 'SUBSCRIBE_ERROR')?.errorCode,
            'INSUFFICIENT_CAPABILITIES',
        );
        const lost = await join(local, stageArn);
        await local.tryControl('subscribe', {
            stageArn,
            participantId: lost.participantId,
            remoteParticipantId: listener.participantId,
        });
        assert.equal(
            (await eventsOf(lost)).find(({ name }) => name === 'SUBSCRIBE_ERROR')?.errorCode,
            'PUBLISHER_NOT_FOUND',
        );
    });

    test('publishing and subscribing end', async () => {
        const { arn: stageArn } = await createStage(local);
        const host = await publisher(local, stageArn);
        const guest = await join(local, stageArn);
        const link = { stageArn, participantId: guest.participantId, remoteParticipantId: host.participantId };
        await local.control('subscribe', link);
        await local.control('unsubscribe', link);
        await local.control('unpublish', { stageArn, participantId: host.participantId });
        assert.ok(eventNames(await eventsOf(guest)).includes('SUBSCRIBE_STOPPED'));
        assert.ok(eventNames(await eventsOf(host)).includes('PUBLISH_STOPPED'));
    });

    test('who is not there', async () => {
        const { arn: stageArn } = await createStage(local);
        const { sessionId } = await join(local, stageArn);
        const otherArn = arnOf(local, 'stage', 'missing12345');
        const missing = 'nobody123456';
        await refused(
            'ResourceNotFoundException',
            local.call('GetParticipant', { stageArn, sessionId, participantId: missing }),
        );
        await refused(
            'ResourceNotFoundException',
            local.call('GetStageSession', { stageArn, sessionId: 'st-missing123456' }),
        );
        await refused('ResourceNotFoundException', local.call('GetStageSession', { stageArn: otherArn, sessionId }));
        await refused(
            'ResourceNotFoundException',
            local.call('DisconnectParticipant', { stageArn, participantId: missing }),
        );
        await refused(
            'ResourceNotFoundException',
            local.call('DisconnectParticipant', { stageArn: otherArn, participantId: missing }),
        );
    });

    test('a token that nobody used', async () => {
        const { arn: stageArn } = await createStage(local);
        const { sessionId } = await join(local, stageArn);
        const { participantId } = await createToken(local, stageArn);
        await refused(
            'ResourceNotFoundException',
            local.call('GetParticipant', { stageArn, sessionId, participantId }),
        );
    });
});
