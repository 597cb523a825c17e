// SPDX-License-Identifier: GPL-3.0-or-later

// Compositions through their life: STARTING, ACTIVE, STOPPING, STOPPED, and gone after five minutes.

import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import { arnOf, assertArn, channelOf, refused, useLocal } from './harness.mjs';
import {
    createEncoder,
    createStage,
    createStorage,
    join,
    publisher,
    s3Destination,
    startComposition,
} from './story.mjs';

describe('compositions', () => {
    const local = useLocal({ quotas: 'off' });

    const read = async arn => (await local.call('GetComposition', { arn })).composition;
    const stateAfter = async (seconds, arn) => {
        await local.advance(seconds);
        return (await read(arn)).state;
    };
    const channel = async id => ({ channel: { channelArn: await channelOf(local, id) } });

    test('a life, from start to vanishing', async () => {
        const tags = { show: 'evening' };
        const { composition, stage } = await startComposition(local, { tags });
        const { arn } = composition;
        assertArn(local, 'composition', arn);
        assert.equal(composition.stageArn, stage.arn);
        assert.equal(composition.state, 'STARTING');
        assert.deepEqual(composition.tags, tags);
        assert.equal(composition.endTime, undefined);
        assert.equal(composition.destinations.length, 1);
        assert.equal(composition.destinations[0].state, 'STARTING');
        assert.ok(composition.destinations[0].id.length > 0);

        assert.equal(await stateAfter(15, arn), 'ACTIVE');
        const active = await read(arn);
        assert.ok(active.startTime instanceof Date);
        const [destination] = active.destinations;
        assert.equal(destination.state, 'ACTIVE');
        assert.ok(destination.startTime instanceof Date);
        // Fact sheet 8.1: {x}/{compositionId}/{destinationId}/composite
        assert.match(
            destination.detail.s3.recordingPrefix,
            new RegExp(`^[^/]+/${arn.split('/')[1]}/${destination.id}/composite`),
        );

        assert.deepEqual(await local.call('StopComposition', { arn }), {});
        const stopping = await read(arn);
        assert.equal(stopping.state, 'STOPPING');
        assert.equal(await stateAfter(15, arn), 'STOPPED');
        const stopped = await read(arn);
        assert.ok(stopped.endTime > stopped.startTime);
        assert.equal(stopped.destinations[0].state, 'STOPPED');
        assert.ok(stopped.destinations[0].endTime instanceof Date);

        assert.equal(await stateAfter(270, arn), 'STOPPED');
        await local.advance(40);
        await refused('ResourceNotFoundException', local.call('GetComposition', { arn }));
        await refused('ResourceNotFoundException', local.call('StopComposition', { arn }));
        const { items } = await local.all('ListCompositions', 'compositions');
        assert.ok(!items.some(item => item.arn === arn));
    });

    test('what was asked for comes back', async () => {
        const { arn: stageArn } = await createStage(local);
        const encoder = await createEncoder(local);
        const storage = await createStorage(local);
        const destinations = [
            {
                name: 'to-channel',
                channel: { channelArn: await channelOf(local, 'chan12345678'), encoderConfigurationArn: encoder.arn },
            },
            {
                name: 'to-bucket',
                s3: {
                    storageConfigurationArn: storage.arn,
                    encoderConfigurationArns: [encoder.arn],
                    recordingConfiguration: { format: 'HLS', hlsConfiguration: { targetSegmentDurationSeconds: 5 } },
                    thumbnailConfigurations: [{ targetIntervalSeconds: 10, storage: ['LATEST', 'SEQUENTIAL'] }],
                },
            },
        ];
        const layout = {
            pip: {
                featuredParticipantAttribute: 'main',
                omitStoppedVideo: true,
                videoFillMode: 'FILL',
                gridGap: 12,
                pipParticipantAttribute: 'pip',
                pipBehavior: 'DYNAMIC',
                pipOffset: 8,
                pipPosition: 'TOP_LEFT',
                pipWidth: 320,
                pipHeight: 180,
                participantOrderAttribute: 'order',
            },
        };
        const { composition } = await local.call('StartComposition', { stageArn, destinations, layout });
        assert.deepEqual(composition.layout, layout);
        assert.deepEqual(
            composition.destinations.map(({ configuration }) => configuration),
            destinations,
        );
        assert.equal(new Set(composition.destinations.map(({ id }) => id)).size, 2);
        await local.call('StopComposition', { arn: composition.arn });
    });

    // Fact sheet 8: a grid is the default, and these are its defaults.
    test('without a layout it is a grid', async () => {
        const { composition } = await startComposition(local);
        assert.equal(composition.layout.pip, undefined);
        const { gridGap, omitStoppedVideo, videoAspectRatio } = composition.layout.grid;
        assert.deepEqual(
            { gridGap, omitStoppedVideo, videoAspectRatio },
            {
                gridGap: 2,
                omitStoppedVideo: false,
                videoAspectRatio: 'VIDEO',
            },
        );
    });

    test('summaries and filters', async () => {
        const one = await startComposition(local);
        const two = await startComposition(local);
        const arns = async filter =>
            (await local.all('ListCompositions', 'compositions', filter)).items.map(({ arn }) => arn);
        assert.deepEqual(await arns({ filterByStageArn: one.stage.arn }), [one.composition.arn]);
        assert.deepEqual(await arns({ filterByEncoderConfigurationArn: two.encoder.arn }), [two.composition.arn]);
        const everything = await arns();
        assert.ok(everything.includes(one.composition.arn) && everything.includes(two.composition.arn));
        const {
            items: [summary],
        } = await local.all('ListCompositions', 'compositions', { filterByStageArn: one.stage.arn });
        const whole = await read(one.composition.arn);
        assert.equal(summary.stageArn, one.stage.arn);
        assert.equal(summary.state, whole.state);
        assert.deepEqual(
            Object.keys(summary.destinations[0]).filter(key => !['id', 'state', 'startTime', 'endTime'].includes(key)),
            [],
        );
        assert.equal(summary.destinations[0].id, whole.destinations[0].id);
        assert.equal(summary.layout, undefined);
    });

    test('the same idempotency token is the same composition', async () => {
        const encoder = await createEncoder(local);
        const storage = await createStorage(local);
        const { arn: stageArn } = await createStage(local);
        const input = { stageArn, destinations: [s3Destination(storage, encoder)], idempotencyToken: 'once-only_1' };
        const first = await local.call('StartComposition', input);
        const second = await local.call('StartComposition', input);
        assert.equal(second.composition.arn, first.composition.arn);
        const { items } = await local.all('ListCompositions', 'compositions', { filterByStageArn: stageArn });
        assert.equal(items.length, 1);
        const { composition } = await local.call('StartComposition', { ...input, idempotencyToken: undefined });
        assert.notEqual(composition.arn, first.composition.arn, 'the SDK makes a token of its own');
    });

    test('without a publisher it ends after 60 seconds', async () => {
        const encoder = await createEncoder(local);
        const storage = await createStorage(local);
        const { arn: stageArn } = await createStage(local);
        await join(local, stageArn);
        const {
            composition: { arn },
        } = await local.call('StartComposition', { stageArn, destinations: [s3Destination(storage, encoder)] });
        assert.notEqual(await stateAfter(50, arn), 'STOPPED');
        assert.equal(await stateAfter(30, arn), 'STOPPED');
    });

    test('it ends 60 seconds after the last publisher', async () => {
        const {
            composition: { arn },
            stage,
            person,
        } = await startComposition(local);
        assert.equal(await stateAfter(600, arn), 'ACTIVE');
        await local.control('unpublish', { stageArn: stage.arn, participantId: person.participantId });
        assert.equal(await stateAfter(50, arn), 'ACTIVE');
        assert.equal(await stateAfter(40, arn), 'STOPPED');
    });

    test('it outlives a change of publisher', async () => {
        const {
            composition: { arn },
            stage,
            person,
        } = await startComposition(local);
        await local.advance(20);
        await local.control('leave', { stageArn: stage.arn, participantId: person.participantId });
        await local.advance(30);
        await publisher(local, stage.arn);
        assert.equal(await stateAfter(300, arn), 'ACTIVE');
    });

    test('it ends with its stage', async () => {
        const {
            composition: { arn },
            stage,
        } = await startComposition(local);
        await local.advance(20);
        await local.call('DeleteStage', { arn: stage.arn });
        assert.ok(['STOPPED', 'FAILED'].includes(await stateAfter(30, arn)));
    });

    test('it ends after 24 hours', async () => {
        const {
            composition: { arn },
        } = await startComposition(local);
        assert.equal(await stateAfter(23 * 3600, arn), 'ACTIVE');
        await local.advance(3600);
        const { items } = await local.all('ListCompositions', 'compositions');
        assert.ok(['STOPPING', 'STOPPED', undefined].includes(items.find(item => item.arn === arn)?.state));
    });

    test('a destination reconnects, recovers and fails', async () => {
        const {
            composition: {
                arn,
                destinations: [{ id: destinationId }],
            },
        } = await startComposition(local);
        await local.advance(20);
        const stateOf = async () => (await read(arn)).destinations[0].state;
        await local.control('composition', { arn, destinationId, event: 'reconnect' });
        assert.equal(await stateOf(), 'RECONNECTING');
        await local.control('composition', { arn, destinationId, event: 'recover' });
        assert.equal(await stateOf(), 'ACTIVE');
        await local.control('composition', { arn, destinationId, event: 'fail', code: 'AccessDeniedException' });
        assert.equal(await stateOf(), 'FAILED');
        // Fact sheet 8: it lives while one destination is active.
        assert.equal(await stateAfter(10, arn), 'FAILED');
    });

    test('one of two destinations fails', async () => {
        const encoder = await createEncoder(local);
        const storage = await createStorage(local);
        const { arn: stageArn } = await createStage(local);
        await publisher(local, stageArn);
        const {
            composition: { arn, destinations },
        } = await local.call('StartComposition', {
            stageArn,
            destinations: [await channel('half12345678'), s3Destination(storage, encoder)],
        });
        await local.advance(20);
        await local.control('composition', { arn, destinationId: destinations[0].id, event: 'fail' });
        const composition = await read(arn);
        assert.equal(composition.state, 'ACTIVE');
        assert.deepEqual(
            composition.destinations.map(({ state }) => state),
            ['FAILED', 'ACTIVE'],
        );
    });

    test('the whole fails', async () => {
        const {
            composition: { arn },
        } = await startComposition(local);
        await local.advance(20);
        await local.control('composition', { arn, event: 'fail', code: 'InternalServerException' });
        assert.equal(await stateAfter(5, arn), 'FAILED');
        await local.advance(310);
        await refused('ResourceNotFoundException', local.call('GetComposition', { arn }));
    });

    test('destinations that cannot be', async () => {
        const { arn: stageArn } = await createStage(local);
        const encoder = await createEncoder(local);
        const storage = await createStorage(local);
        const s3 = s3Destination(storage, encoder);
        const start = (destinations, more = {}) => local.call('StartComposition', { stageArn, destinations, ...more });
        const bad = [
            [],
            [s3, s3],
            [await channel('a'), await channel('b')],
            [await channel('a'), s3, s3],
            [{}],
            [{ name: 'only' }],
            [{ ...s3, ...(await channel('a')) }],
            [{ ...s3, name: 'sp ace' }],
            [{ ...s3, name: 'n'.repeat(129) }],
            [{ s3: { ...s3.s3, encoderConfigurationArns: [] } }],
            [{ s3: { ...s3.s3, encoderConfigurationArns: [encoder.arn, encoder.arn] } }],
            [{ s3: { ...s3.s3, recordingConfiguration: { hlsConfiguration: { targetSegmentDurationSeconds: 1 } } } }],
            [{ s3: { ...s3.s3, recordingConfiguration: { hlsConfiguration: { targetSegmentDurationSeconds: 11 } } } }],
            [{ s3: { ...s3.s3, recordingConfiguration: { format: 'MP4' } } }],
            [{ s3: { ...s3.s3, thumbnailConfigurations: [{}, {}] } }],
            [{ s3: { ...s3.s3, thumbnailConfigurations: [{ targetIntervalSeconds: 0 }] } }],
            [{ s3: { ...s3.s3, thumbnailConfigurations: [{ targetIntervalSeconds: 86401 }] } }],
        ];
        for (const destinations of bad) await refused('ValidationException', start(destinations));
        const layouts = [
            { grid: { gridGap: -1 } },
            { grid: { videoAspectRatio: 'WIDE' } },
            { grid: { videoFillMode: 'STRETCH' } },
            { grid: { featuredParticipantAttribute: 'a b' } },
            { grid: { participantOrderAttribute: 'a'.repeat(129) } },
            { pip: { pipWidth: 0 } },
            { pip: { pipHeight: 0 } },
            { pip: { pipOffset: -1 } },
            { pip: { pipPosition: 'CENTER' } },
            { pip: { pipBehavior: 'WILD' } },
            { pip: { pipParticipantAttribute: '!' } },
            { grid: {}, pip: {} },
        ];
        for (const layout of layouts) await refused('ValidationException', start([s3], { layout }));
        for (const idempotencyToken of ['', 'x'.repeat(65), 'sp ace'])
            await refused('ValidationException', start([s3], { idempotencyToken }));
        await refused(
            'ResourceNotFoundException',
            start([s3Destination(storage, { arn: arnOf(local, 'encoder-configuration', 'missing12345') })]),
        );
        await refused(
            'ResourceNotFoundException',
            start([s3Destination({ arn: arnOf(local, 'storage-configuration', 'missing12345') }, encoder)]),
        );
        await refused('ResourceNotFoundException', start([s3], { stageArn: arnOf(local, 'stage', 'missing12345') }));
        assert.deepEqual((await local.call('ListCompositions', { filterByStageArn: stageArn })).compositions, []);
    });

    // Our choices in the local service: the documentation leaves these answers open.
    test('conflicts', async () => {
        const {
            composition: { arn },
            stage,
            encoder,
            storage,
        } = await startComposition(local, { idempotencyToken: 'conflict-1' });
        const input = { stageArn: stage.arn, destinations: [s3Destination(storage, encoder)] };
        await refused(
            'ConflictException',
            local.call('StartComposition', {
                ...input,
                idempotencyToken: 'conflict-1',
                layout: { grid: { gridGap: 7 } },
            }),
        );
        await local.call('StopComposition', { arn });
        await local.call('StopComposition', { arn });
        await local.advance(30);
        await refused('ConflictException', local.call('StopComposition', { arn }));
        await local.call('StartComposition', { ...input, destinations: [await channel('taken1234567')] });
        await refused(
            'ConflictException',
            local.call('StartComposition', { ...input, destinations: [await channel('taken1234567')] }),
        );
    });

    test('stopping what is not there', async () => {
        await refused(
            'ResourceNotFoundException',
            local.call('StopComposition', { arn: arnOf(local, 'composition', 'missing12345') }),
        );
    });
});
