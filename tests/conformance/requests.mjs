// SPDX-License-Identifier: GPL-3.0-or-later

// One good request for each of the 39 operations, and what breaks a member: the material of badinput.test.mjs and
// rates.test.mjs. Limits are those of the service's model.

import * as sdk from '@aws-sdk/client-ivs-realtime';

import { arnOf } from './harness.mjs';
import { keyPair } from './selfsigned.mjs';
import { createEncoder, createIngest, createStage, createStorage, publisher, s3Destination } from './story.mjs';

/** The names of the service's operations, as the SDK has them. */
export const operations = Object.keys(sdk)
    .filter(name => /Command$/.test(name) && name !== '$Command')
    .map(name => name.slice(0, -'Command'.length));

/** One of everything: what the good requests speak of. */
export async function makeWorld(local) {
    const stage = await createStage(local);
    const second = await createStage(local);
    const host = await publisher(local, stage.arn);
    const encoder = await createEncoder(local);
    const storage = await createStorage(local);
    const ingest = await createIngest(local);
    const { publicKey: key } = await local.call('ImportPublicKey', { publicKeyMaterial: keyPair().pem });
    const destinations = [s3Destination(storage, encoder)];
    const { composition } = await local.call('StartComposition', { stageArn: stage.arn, destinations });
    return { stage, second, host, encoder, storage, ingest, key, composition, destinations };
}

/** Operation → a request that the service accepts, given the world. */
export function goodRequests({ stage, second, host, encoder, storage, ingest, key, composition, destinations }) {
    const person = { stageArn: stage.arn, sessionId: host.sessionId, participantId: host.participantId };
    const replication = {
        sourceStageArn: stage.arn,
        destinationStageArn: second.arn,
        participantId: host.participantId,
    };
    return {
        CreateEncoderConfiguration: {
            name: 'n',
            video: { width: 640, height: 360, framerate: 30, bitrate: 500000 },
            tags: { a: 'b' },
        },
        CreateIngestConfiguration: {
            name: 'n',
            stageArn: stage.arn,
            userId: 'u',
            attributes: { a: 'b' },
            ingestProtocol: 'RTMPS',
            insecureIngest: false,
            redundantIngest: false,
            tags: { a: 'b' },
        },
        CreateParticipantToken: {
            stageArn: stage.arn,
            duration: 10,
            userId: 'u',
            attributes: { a: 'b' },
            capabilities: ['PUBLISH'],
        },
        CreateStage: {
            name: 'n',
            participantTokenConfigurations: [
                { duration: 10, userId: 'u', attributes: { a: 'b' }, capabilities: ['PUBLISH'] },
            ],
            autoParticipantRecordingConfiguration: {
                storageConfigurationArn: storage.arn,
                mediaTypes: ['AUDIO_VIDEO'],
                thumbnailConfiguration: { targetIntervalSeconds: 10, storage: ['LATEST'], recordingMode: 'INTERVAL' },
                recordingReconnectWindowSeconds: 10,
                hlsConfiguration: { targetSegmentDurationSeconds: 6 },
                recordParticipantReplicas: true,
            },
            tags: { a: 'b' },
        },
        CreateStorageConfiguration: { name: 'n', s3: { bucketName: 'bucket' }, tags: { a: 'b' } },
        DeleteEncoderConfiguration: { arn: encoder.arn },
        DeleteIngestConfiguration: { arn: ingest.arn, force: false },
        DeletePublicKey: { arn: key.arn },
        DeleteStage: { arn: second.arn },
        DeleteStorageConfiguration: { arn: storage.arn },
        DisconnectParticipant: { stageArn: stage.arn, participantId: host.participantId, reason: 'r' },
        GetComposition: { arn: composition.arn },
        GetEncoderConfiguration: { arn: encoder.arn },
        GetIngestConfiguration: { arn: ingest.arn },
        GetParticipant: person,
        GetPublicKey: { arn: key.arn },
        GetStage: { arn: stage.arn },
        GetStageSession: { stageArn: stage.arn, sessionId: host.sessionId },
        GetStorageConfiguration: { arn: storage.arn },
        ImportPublicKey: { publicKeyMaterial: keyPair().pem, name: 'n', tags: { a: 'b' } },
        ListCompositions: { filterByStageArn: stage.arn, maxResults: 5 },
        ListEncoderConfigurations: { maxResults: 5 },
        ListIngestConfigurations: { filterByState: 'ACTIVE', maxResults: 5 },
        ListParticipantEvents: { ...person, maxResults: 5 },
        ListParticipantReplicas: { sourceStageArn: stage.arn, participantId: host.participantId, maxResults: 5 },
        ListParticipants: { stageArn: stage.arn, sessionId: host.sessionId, filterByUserId: 'u', maxResults: 5 },
        ListPublicKeys: { maxResults: 5 },
        ListStageSessions: { stageArn: stage.arn, maxResults: 5 },
        ListStages: { maxResults: 5 },
        ListStorageConfigurations: { maxResults: 5 },
        ListTagsForResource: { resourceArn: stage.arn },
        StartComposition: {
            stageArn: stage.arn,
            idempotencyToken: 'other',
            destinations,
            layout: { grid: { gridGap: 2 } },
            tags: { a: 'b' },
        },
        StartParticipantReplication: { ...replication, reconnectWindowSeconds: 10, attributes: { a: 'b' } },
        StopComposition: { arn: composition.arn },
        StopParticipantReplication: replication,
        TagResource: { resourceArn: stage.arn, tags: { a: 'b' } },
        UntagResource: { resourceArn: stage.arn, tagKeys: ['a'] },
        UpdateIngestConfiguration: { arn: ingest.arn, stageArn: second.arn, redundantIngest: false },
        UpdateStage: { arn: stage.arn, name: 'n' },
    };
}

const long = count => 'x'.repeat(count);
const badName = [long(129), 'sp ace', 'ümlaut', 'slash/'];
const badTags = [
    { '': 'v' },
    { [long(129)]: 'v' },
    { k: long(257) },
    Object.fromEntries(Array.from({ length: 51 }, (_, i) => [`k${i}`, 'v'])),
];
const badAttributes = [{ a: long(1100) }];
const badCapabilities = [['LISTEN'], ['PUBLISH', 'SUBSCRIBE', 'PUBLISH']];

/** Member → values that break it, wherever it stands. What a kind of ARN refuses is made from its own kind. */
export const badValues = {
    name: badName,
    tags: badTags,
    attributes: badAttributes,
    capabilities: badCapabilities,
    duration: [0, -1, 20161],
    userId: [long(129)],
    reason: [long(129)],
    sessionId: ['', 'st-short', long(17)],
    participantId: ['', long(65)],
    nextToken: [long(1025), 'not a token!', 'unknown'],
    maxResults: [0, -1, 101],
    ingestProtocol: ['', 'SRT'],
    filterByState: ['', 'ASLEEP'],
    filterByRecordingState: ['', 'DISABLED'],
    filterByUserId: [long(129)],
    idempotencyToken: [long(65), 'sp ace'],
    reconnectWindowSeconds: [-1, 301],
    publicKeyMaterial: ['', 'no key'],
    tagKeys: [[''], [long(129)], Array.from({ length: 51 }, (_, i) => `k${i}`)],
    s3: [{ bucketName: 'ab' }, { bucketName: long(64) }, { bucketName: 'Upper' }, {}],
    video: [
        { width: 3 },
        { width: 1922 },
        { height: 1 },
        { framerate: 61 },
        { framerate: 0 },
        { bitrate: 0 },
        { bitrate: 8500001 },
    ],
    destinations: [[], [{}]],
    layout: [{ grid: { gridGap: -1 } }, { pip: { pipWidth: 0 } }],
    participantTokenConfigurations: [
        Array.from({ length: 13 }, () => ({})),
        [{ duration: 0 }],
        [{ duration: 20161 }],
        [{ userId: long(129) }],
        ...badCapabilities.map(capabilities => [{ capabilities }]),
        ...badAttributes.map(attributes => [{ attributes }]),
    ],
    autoParticipantRecordingConfiguration: [
        {},
        { mediaTypes: ['VIDEO'] },
        { mediaTypes: ['AUDIO_VIDEO', 'AUDIO_ONLY'] },
        { recordingReconnectWindowSeconds: -1 },
        { recordingReconnectWindowSeconds: 301 },
        { hlsConfiguration: { targetSegmentDurationSeconds: 1 } },
        { hlsConfiguration: { targetSegmentDurationSeconds: 11 } },
        { thumbnailConfiguration: { targetIntervalSeconds: 0 } },
        { thumbnailConfiguration: { targetIntervalSeconds: 86401 } },
        { thumbnailConfiguration: { recordingMode: 'SOMETIMES' } },
        { thumbnailConfiguration: { storage: ['NEVER'] } },
        { thumbnailConfiguration: { storage: ['LATEST', 'LATEST', 'LATEST'] } },
    ],
};

/** What is no ARN of the kind that stands there now. */
export function badArns(good, { emptyIsGood = false } = {}) {
    const other = good.includes(':stage/')
        ? good.replace(':stage/', ':composition/')
        : good.replace(/:[a-z-]+\//, ':stage/');
    return [...(emptyIsGood ? [] : ['']), 'no-arn', 'arn:aws:s3:::bucket', other, good + 'x'.repeat(129 - good.length)];
}

/** A well-formed ARN of the same kind that nobody has. */
export function missingArn(local, good) {
    return arnOf(local, good.split(':')[5].split('/')[0], 'missing12345');
}

/** Members that hold an ARN and may be empty (detached, turned off). */
export const mayBeEmpty = new Set(['CreateIngestConfiguration.stageArn', 'UpdateIngestConfiguration.stageArn']);
