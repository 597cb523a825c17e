// SPDX-License-Identifier: GPL-3.0-or-later

// The beginnings that many tests share.

export async function createStage(local, input = {}) {
    return (await local.call('CreateStage', input)).stage;
}

/** A token of the stage. */
export async function createToken(local, stageArn, input = {}) {
    return (await local.call('CreateParticipantToken', { stageArn, ...input })).participantToken;
}

/** Somebody who has joined: {stageArn, sessionId, participantId, token}. */
export async function join(local, stageArn, input = {}) {
    const { token } = await createToken(local, stageArn, input);
    return { ...(await local.control('join', { token })), token };
}

/** Somebody who has joined and publishes. */
export async function publisher(local, stageArn, input = {}) {
    const joined = await join(local, stageArn, input);
    await local.control('publish', { stageArn, participantId: joined.participantId });
    return joined;
}

export async function createEncoder(local, input = {}) {
    return (await local.call('CreateEncoderConfiguration', input)).encoderConfiguration;
}

export async function createStorage(local, input = {}) {
    return (await local.call('CreateStorageConfiguration', { s3: { bucketName: 'recordings.example' }, ...input }))
        .storageConfiguration;
}

export async function createIngest(local, input = {}) {
    return (await local.call('CreateIngestConfiguration', { ingestProtocol: 'RTMPS', ...input })).ingestConfiguration;
}

export function s3Destination(storage, encoder, input = {}) {
    return { s3: { storageConfigurationArn: storage.arn, encoderConfigurationArns: [encoder.arn] }, ...input };
}

/** A composition of a stage with a publisher, into S3; it is STARTING. */
export async function startComposition(local, input = {}) {
    const stage = input.stageArn ? { arn: input.stageArn } : await createStage(local);
    const person = await publisher(local, stage.arn);
    const encoder = await createEncoder(local);
    const storage = await createStorage(local);
    const { composition } = await local.call('StartComposition', {
        stageArn: stage.arn,
        destinations: [s3Destination(storage, encoder)],
        ...input,
    });
    return { composition, stage, person, encoder, storage };
}

export function eventNames(events) {
    return events.map(({ name }) => name);
}
