// SPDX-License-Identifier: GPL-3.0-or-later

// StartParticipantReplication, ListParticipantReplicas, StopParticipantReplication.

import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import { arnOf, refused, useLocal } from './harness.mjs';
import { createStage, eventNames, join, publisher } from './story.mjs';

describe('replication', () => {
    const local = useLocal();

    const begin = async () => {
        const source = await createStage(local);
        const destination = await createStage(local);
        const host = await publisher(local, source.arn, { userId: 'host', attributes: { role: 'host', seat: '1' } });
        const link = {
            sourceStageArn: source.arn,
            destinationStageArn: destination.arn,
            participantId: host.participantId,
        };
        return { source, destination, host, link };
    };
    const replicas = async ({ sourceStageArn, participantId }) =>
        (await local.all('ListParticipantReplicas', 'replicas', { sourceStageArn, participantId })).items;

    test('start, see it on both stages, stop', async () => {
        const { source, destination, host, link } = await begin();
        assert.deepEqual(await replicas(link), []);
        await local.call('StartParticipantReplication', { ...link, attributes: { seat: '2', guest: 'yes' } });
        const {
            stage: { activeSessionId: sessionId },
        } = await local.call('GetStage', { arn: destination.arn });
        assert.deepEqual(await replicas(link), [
            {
                sourceStageArn: source.arn,
                participantId: host.participantId,
                sourceSessionId: host.sessionId,
                destinationStageArn: destination.arn,
                destinationSessionId: sessionId,
                replicationState: 'ACTIVE',
            },
        ]);

        const { participant: original } = await local.call('GetParticipant', host);
        assert.equal(original.replicationType, 'SOURCE');
        assert.equal(original.replicationState, 'ACTIVE');
        const there = { stageArn: destination.arn, sessionId, participantId: host.participantId };
        const { participant: replica } = await local.call('GetParticipant', there);
        assert.equal(replica.replicationType, 'REPLICA');
        assert.equal(replica.replicationState, 'ACTIVE');
        assert.equal(replica.sourceStageArn, source.arn);
        assert.equal(replica.sourceSessionId, host.sessionId);
        assert.equal(replica.userId, 'host');
        // Fact sheet 9: merged over the token's, the same key replaced.
        assert.deepEqual(replica.attributes, { role: 'host', seat: '2', guest: 'yes' });
        assert.deepEqual(original.attributes, { role: 'host', seat: '1' });

        const { events } = await local.call('ListParticipantEvents', host);
        const started = events.find(({ name }) => name === 'REPLICATION_STARTED');
        assert.equal(started?.destinationStageArn, destination.arn);
        assert.equal(started.destinationSessionId, sessionId);
        const { events: copies } = await local.call('ListParticipantEvents', there);
        assert.ok(copies.length > 0 && copies.every(({ replica: marked }) => marked === true), JSON.stringify(copies));

        await local.call('StopParticipantReplication', link);
        assert.equal((await replicas(link)).filter(({ replicationState }) => replicationState === 'ACTIVE').length, 0);
        assert.equal((await local.call('GetParticipant', there)).participant.state, 'DISCONNECTED');
        const { events: after } = await local.call('ListParticipantEvents', host);
        assert.ok(eventNames(after).includes('REPLICATION_STOPPED'));
    });

    test('it lasts as long as the publisher, and the window', async () => {
        const { host, link } = await begin();
        await local.call('StartParticipantReplication', { ...link, reconnectWindowSeconds: 60 });
        await local.control('unpublish', { stageArn: host.stageArn, participantId: host.participantId });
        await local.advance(30);
        const active = async () => (await replicas(link)).some(({ replicationState }) => replicationState === 'ACTIVE');
        assert.equal(await active(), true);
        await local.advance(60);
        assert.equal(await active(), false);
    });

    test('without a window it ends at once', async () => {
        const { host, link } = await begin();
        await local.call('StartParticipantReplication', link);
        await local.control('leave', { stageArn: host.stageArn, participantId: host.participantId });
        await local.advance(1);
        assert.ok(!(await replicas(link)).some(({ replicationState }) => replicationState === 'ACTIVE'));
    });

    test('what cannot be replicated', async () => {
        const { source, destination, link } = await begin();
        const listener = await join(local, source.arn);
        const start = input => local.call('StartParticipantReplication', { ...link, ...input });
        const missing = arnOf(local, 'stage', 'missing12345');
        await refused('ResourceNotFoundException', start({ sourceStageArn: missing }));
        await refused('ResourceNotFoundException', start({ destinationStageArn: missing }));
        await refused('ResourceNotFoundException', start({ participantId: 'nobody123456' }));
        // Our choices in the local service.
        await refused('ConflictException', start({ participantId: listener.participantId }));
        await refused('ValidationException', start({ destinationStageArn: source.arn }));
        for (const reconnectWindowSeconds of [-1, 301])
            await refused('ValidationException', start({ reconnectWindowSeconds }));
        await refused('ValidationException', start({ attributes: { a: 'x'.repeat(1100) } }));
        await start({});
        await refused('ConflictException', start({}));
        await refused(
            'ResourceNotFoundException',
            local.call('StopParticipantReplication', { ...link, participantId: 'nobody123456' }),
        );
        await refused(
            'ResourceNotFoundException',
            local.call('StopParticipantReplication', {
                ...link,
                sourceStageArn: destination.arn,
                destinationStageArn: source.arn,
            }),
        );
    });

    // Fact sheet 2: 5 at once for one participant.
    test('the sixth is one too many', async () => {
        const { link } = await begin();
        await local.call('StartParticipantReplication', link);
        for (let i = 0; i < 4; ++i)
            await local.call('StartParticipantReplication', {
                ...link,
                destinationStageArn: (await createStage(local)).arn,
            });
        const sixth = await createStage(local);
        await refused(
            'ServiceQuotaExceededException',
            local.call('StartParticipantReplication', { ...link, destinationStageArn: sixth.arn }),
        );
        await local.call('StopParticipantReplication', link);
        await local.call('StartParticipantReplication', { ...link, destinationStageArn: sixth.arn });
        assert.equal((await replicas(link)).filter(({ replicationState }) => replicationState === 'ACTIVE').length, 5);
    });
});
