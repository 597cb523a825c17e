// SPDX-License-Identifier: GPL-3.0-or-later

// Bad input, operation by operation: each required member missing, each member broken in every way that the model
// names, each ARN unknown. One member is bad at a time; the rest is a request that the service accepts.

import * as sdk from '@aws-sdk/client-ivs-realtime';
import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';

import { refused, useLocal } from './harness.mjs';
import { badArns, badValues, goodRequests, makeWorld, mayBeEmpty, missingArn, operations } from './requests.mjs';

/** The schema of an operation's request: [members, how many of them are required]. */
function requestOf(operation) {
    const [, , , , input] = sdk[`${operation}$`];
    const [, , , , members, , required = 0] = input();
    return { members, required: members.slice(0, required) };
}

describe('bad input', () => {
    const local = useLocal();
    let good;
    let untouched;

    before(async () => {
        good = goodRequests(await makeWorld(local));
        untouched = (await local.control('state')).counts;
    });

    test('every operation of the SDK is here', () => {
        assert.equal(operations.length, 39);
        assert.deepEqual(Object.keys(good).sort(), [...operations].sort());
    });

    for (const operation of operations) {
        test(operation, async t => {
            const request = good[operation];
            const { members, required } = requestOf(operation);
            const send = change => local.call(operation, { ...request, ...change });
            const inPath = member => member === 'resourceArn';

            // Filters exclude each other: the one under test must be the only one.
            const alone = member =>
                member.startsWith('filterBy') ? { filterByUserId: undefined, filterByState: undefined } : {};

            for (const member of required) {
                await t.test(`${member} missing`, async () => {
                    const without = send({ [member]: undefined });
                    if (inPath(member))
                        await assert.rejects(without, /resourceArn/); // the SDK refuses by itself
                    else await refused('ValidationException', without);
                });
            }

            for (const member of members.filter(name => /Arn$|^arn$/.test(name))) {
                await t.test(`${member} is no such ARN`, async () => {
                    const emptyIsGood = mayBeEmpty.has(`${operation}.${member}`);
                    const all = badArns(request[member] ?? good.GetStage.arn, { emptyIsGood });
                    // In a path the SDK refuses an empty one by itself, and nobody knows which ARNs can have tags.
                    const fits = bad =>
                        !inPath(member) || (bad !== '' && (!bad.startsWith('arn:') || bad.length > 128));
                    for (const bad of all.filter(fits))
                        await refused('ValidationException', send({ ...alone(member), [member]: bad }));
                });
            }

            for (const member of members.filter(name => name in badValues)) {
                await t.test(`${member} out of its limits`, async () => {
                    const most = operation === 'ListParticipantReplicas' && member === 'maxResults' ? [51] : [];
                    // A part of the recording must not fail for want of the rest.
                    const whole = bad =>
                        member === 'autoParticipantRecordingConfiguration' && Object.keys(bad).length > 0
                            ? { storageConfigurationArn: good.GetStorageConfiguration.arn, ...bad }
                            : bad;
                    for (const bad of [...badValues[member].map(whole), ...most]) {
                        const error = await refused('ValidationException', send({ ...alone(member), [member]: bad }));
                        assert.ok(error.exceptionMessage.includes(member), `${member}: ${error.exceptionMessage}`);
                    }
                });
            }
        });
    }

    test('unknown ARNs', async t => {
        const filters = member => member.startsWith('filterBy');
        for (const operation of operations) {
            for (const member of requestOf(operation).members.filter(
                name => /Arn$|^arn$/.test(name) && !filters(name),
            )) {
                // Our choice in the local service: CreateIngestConfiguration's model has no ResourceNotFoundException,
                // so it is a ValidationException there; the lists' models have none either, but a stage that isn't
                // there must not look like an empty one.
                const name =
                    operation === 'CreateIngestConfiguration' ? 'ValidationException' : 'ResourceNotFoundException';
                const request = { ...good[operation], [member]: missingArn(local, good[operation][member]) };
                await t.test(`${operation}.${member}`, () => refused(name, local.call(operation, request)));
            }
        }
    });

    test('an unknown filter finds nothing', async () => {
        const stage = missingArn(local, good.GetStage.arn);
        const encoder = missingArn(local, good.GetEncoderConfiguration.arn);
        assert.deepEqual((await local.call('ListCompositions', { filterByStageArn: stage })).compositions, []);
        assert.deepEqual(
            (await local.call('ListCompositions', { filterByEncoderConfigurationArn: encoder })).compositions,
            [],
        );
        assert.deepEqual(
            (await local.call('ListIngestConfigurations', { filterByStageArn: stage })).ingestConfigurations,
            [],
        );
    });

    test('bodies that are no request', async () => {
        const wrong = {
            '{': 'broken',
            '[]': 'an array',
            '"text"': 'a string',
            '{"maxResults":"5"}': 'a number as text',
            '{"maxResults":1.5}': 'a fraction',
            '{"nextToken":5}': 'a text as number',
            '{"maxResults":true}': 'a number as boolean',
        };
        for (const [body, what] of Object.entries(wrong)) {
            const answer = await local.signed('/ListStages', body);
            assert.equal(answer.status, 400, `${what}: ${answer.body}`);
            assert.ok(
                ['ValidationException', 'SerializationException'].includes(answer.headers.get('x-amzn-errortype')),
                what,
            );
            assert.match(answer.headers.get('x-amzn-requestid'), /^\S+$/);
        }
        const unknownMembers = await local.signed('/ListStages', '{"noSuchMember":1,"maxResults":null}');
        assert.equal(unknownMembers.status, 200, unknownMembers.body);
    });

    test('operations that are none', async () => {
        const wrong = [
            ['/NoSuchOperation', 'POST'],
            ['/', 'POST'],
            ['/ListStages', 'GET'],
            ['/ListStages', 'DELETE'],
            ['/tags/a/b', 'GET'],
        ];
        for (const [path, method] of wrong) {
            const answer = await local.signed(path, method === 'GET' ? undefined : '{}', { method });
            assert.ok([400, 404, 405].includes(answer.status), `${method} ${path}: ${answer.status}`);
            assert.match(answer.headers.get('x-amzn-errortype'), /^\w+$/);
            assert.match(answer.headers.get('x-amzn-requestid'), /^\S+$/);
        }
    });

    test('nothing of all this has changed anything', async () => {
        assert.deepEqual((await local.control('state')).counts, untouched);
    });

    // What makes the tests above say something: the same requests without the bad member are accepted, all 39.
    test('but for the one member the requests are good', async () => {
        const world = await makeWorld(local);
        const requests = goodRequests(world);
        const rank = name => ['Stop', 'Disconnect', 'Delete'].findIndex(word => name.startsWith(word));
        const made = {};
        for (const operation of [...operations].sort((a, b) => rank(a) - rank(b))) {
            if (operation.startsWith('Delete') && !made.free) {
                // What is about to be deleted must not be in use.
                for (const arn of [made.StartComposition.composition.arn, world.composition.arn])
                    await local.call('StopComposition', { arn });
                await local.advance(60);
                await local.call('DeleteStage', { arn: made.CreateStage.stage.arn });
                made.free = true;
            }
            made[operation] = await local.call(operation, requests[operation]);
        }
        const { calls } = await local.control('state');
        assert.deepEqual(
            operations.filter(operation => !(calls[operation]?.['200'] > 0)),
            [],
        );
    });
});
