// SPDX-License-Identifier: GPL-3.0-or-later

// --quotas: how many there may be (fact sheet 2), and none of it when switched off.

import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import { arnOf, channelOf, refused, useLocal } from './harness.mjs';
import { keyPair } from './selfsigned.mjs';
import { createEncoder, createIngest, createStage, createStorage, join, publisher, s3Destination } from './story.mjs';

const full = 'ServiceQuotaExceededException';

describe('quotas on', () => {
    const local = useLocal();
    const fill = async (count, make) => {
        const made = [];
        for (let i = 0; i < count; ++i) made.push(await make(i));
        return made;
    };

    test('20 encoder configurations', async () => {
        const [first] = await fill(20, () => createEncoder(local));
        await refused(full, createEncoder(local));
        await local.call('DeleteEncoderConfiguration', { arn: first.arn });
        await createEncoder(local);
    });

    test('5 storage configurations', async () => {
        const [first] = await fill(5, () => createStorage(local));
        await refused(full, createStorage(local));
        await local.call('DeleteStorageConfiguration', { arn: first.arn });
        await createStorage(local);
    });

    test('100 ingest configurations', async () => {
        await fill(100, () => createIngest(local));
        await refused(full, createIngest(local));
    });

    test('3 public keys', async () => {
        await fill(3, () => local.call('ImportPublicKey', { publicKeyMaterial: keyPair().pem }));
        await refused(full, local.call('ImportPublicKey', { publicKeyMaterial: keyPair().pem }));
    });

    test('5 compositions a stage, 20 in all', async () => {
        const {
            items: [encoder],
        } = await local.all('ListEncoderConfigurations', 'encoderConfigurations');
        const {
            items: [storage],
        } = await local.all('ListStorageConfigurations', 'storageConfigurations');
        const start = stageArn =>
            local.call('StartComposition', { stageArn, destinations: [s3Destination(storage, encoder)] });
        const stages = await fill(5, () => createStage(local));
        for (const { arn } of stages.slice(0, 4)) {
            await publisher(local, arn);
            await fill(5, () => start(arn));
            await refused(full, start(arn));
        }
        await refused(full, start(stages[4].arn));
        const {
            compositions: [running],
        } = await local.call('ListCompositions', { filterByStageArn: stages[0].arn });
        await local.call('StopComposition', { arn: running.arn });
        await local.advance(30);
        await start(stages[4].arn);
    });

    test('12 publishers a stage', async () => {
        const { arn: stageArn } = await createStage(local);
        await fill(12, () => publisher(local, stageArn));
        const who = await join(local, stageArn);
        await local.tryControl('publish', { stageArn, participantId: who.participantId });
        const { events } = await local.call('ListParticipantEvents', who);
        assert.equal(events.find(({ name }) => name === 'PUBLISH_ERROR')?.errorCode, 'QUOTA_EXCEEDED');
        assert.equal((await local.call('GetParticipant', who)).participant.published, false);
    });
});

describe('quotas on, a busy region', () => {
    const local = useLocal({ scenario: 'busy' });

    test('1,000 stages', async () => {
        const { items } = await local.all('ListStages', 'stages', { maxResults: 100 });
        assert.equal(items.length, 1000);
        await refused(full, createStage(local));
        await local.call('DeleteStage', { arn: items[500].arn });
        await createStage(local);
        await refused(full, createStage(local));
    });
});

describe('quotas off', () => {
    const local = useLocal({ quotas: 'off' });

    test('no limit holds', async () => {
        for (let i = 0; i < 25; ++i) await createEncoder(local);
        for (let i = 0; i < 8; ++i) await createStorage(local);
        for (let i = 0; i < 5; ++i) await local.call('ImportPublicKey', { publicKeyMaterial: keyPair().pem });
        const { arn: stageArn } = await createStage(local);
        for (let i = 0; i < 15; ++i) await publisher(local, stageArn);
        const { participants } = await local.call('ListParticipants', {
            stageArn,
            sessionId: (await local.call('GetStage', { arn: stageArn })).stage.activeSessionId,
            filterByPublished: true,
        });
        assert.equal(participants.length, 15);
        const {
            items: [encoder],
        } = await local.all('ListEncoderConfigurations', 'encoderConfigurations');
        for (let i = 0; i < 7; ++i) {
            await local.call('StartComposition', {
                stageArn,
                destinations: [
                    {
                        channel: {
                            channelArn: await channelOf(local, `channel${i}`),
                            encoderConfigurationArn: encoder.arn,
                        },
                    },
                ],
            });
        }
    });
});
