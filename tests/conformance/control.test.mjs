// SPDX-License-Identifier: GPL-3.0-or-later

// The program itself: its ready line, options, scenarios, the control requests and what they refuse.

import { EventErrorCode } from '@aws-sdk/client-ivs-realtime';
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join as joinPath } from 'node:path';
import { describe, test } from 'node:test';

import { arnOf, Local, program, refused, serviceTime, useLocal } from './harness.mjs';
import { createStage, join } from './story.mjs';

describe('control', () => {
    const local = useLocal();

    test('the ready line', () => {
        assert.deepEqual(Object.keys(local.ready).sort(), [
            'accessKeyId',
            'accountId',
            'endpoint',
            'region',
            'secretAccessKey',
        ]);
        assert.match(local.endpoint, /^http:\/\/127\.0\.0\.1:\d+$/);
        assert.equal(local.region, 'eu-west-1');
        assert.equal(local.accountId, '123456789012');
    });

    test('nonsense is refused with 400 and a message', async () => {
        const { arn: stageArn } = await createStage(local);
        const { participantId } = await join(local, stageArn);
        const nobody = { stageArn: arnOf(local, 'stage', 'missing12345'), participantId };
        const asks = {
            join: [{}, { token: 1 }, { token: null }],
            leave: [{}, { stageArn }, { participantId }, nobody, { stageArn, participantId: 'nobody' }],
            publish: [{}, nobody, { stageArn, participantId, error: 'NOPE' }, { stageArn, participantId, error: 1 }],
            unpublish: [{}, nobody],
            subscribe: [{}, nobody, { stageArn, participantId }, { stageArn, participantId, remoteParticipantId: 5 }],
            unsubscribe: [{}, nobody, { stageArn, participantId }],
            ingest: [
                {},
                { streamKey: 'x' },
                { active: true },
                { streamKey: 1, active: true },
                { streamKey: 'x', active: 'yes' },
            ],
            exchange: [{}, { stageArn, participantId }, { ...nobody, token: 'a.b.c' }],
            composition: [
                {},
                { arn: 'x', event: 'fail' },
                { arn: arnOf(local, 'composition', 'missing12345'), event: 'fail' },
            ],
            recording: [{}, { ...nobody, event: 'fail' }, { stageArn, participantId, event: 'start' }],
            advance: [{}, { seconds: -1 }, { seconds: 'ten' }, { seconds: null }],
            fault: [
                {},
                { operation: 'NoSuch', kind: 'latency', value: 1 },
                { operation: '*', kind: 'nope' },
                { operation: '*', kind: 'latency' },
                { operation: '*', kind: 'throttle', value: 500 },
                { operation: '*', kind: 'drop', value: 'maybe' },
                { operation: '*', kind: 'latency', value: 1, count: -1 },
                { operation: '*', kind: 'garbage', value: 1 },
            ],
        };
        for (const [name, bodies] of Object.entries(asks)) {
            for (const body of bodies) await local.controlRefused(400, name, body);
            for (const text of ['', '{', '[]', '"x"', 'null']) {
                const answer = await fetch(`${local.endpoint}/_local/${name}`, { method: 'POST', body: text });
                assert.equal(answer.status, 400, `${name}: ${JSON.stringify(text)}`);
                assert.ok((await answer.json()).message.length > 0);
            }
            const got = await fetch(`${local.endpoint}/_local/${name}`);
            assert.ok([400, 404, 405].includes(got.status), `GET ${name}: ${got.status}`);
            await got.text();
        }
        const unknown = await local.tryControl('nothing', {});
        assert.ok([400, 404].includes(unknown.status));
        assert.ok(unknown.body.message.length > 0);
    });

    test('time moves only by advance', async () => {
        const before = await serviceTime(local);
        await new Promise(resolve => setTimeout(resolve, 50));
        assert.equal(+(await serviceTime(local)), +before);
        await local.advance(90);
        assert.equal(+(await serviceTime(local)), +before + 90e3);
        await local.advance(0.5);
        assert.equal(+(await serviceTime(local)), +before + 90.5e3);
    });

    test('the state counts things, calls and answers', async () => {
        const before = await local.control('state');
        await createStage(local);
        await createStage(local);
        await refused(
            'ResourceNotFoundException',
            local.call('GetStage', { arn: arnOf(local, 'stage', 'missing12345') }),
        );
        await local.fault('CreateStage', 'drop', 'before');
        await assert.rejects(createStage(local));
        const after = await local.control('state');
        assert.equal(after.counts.stages - before.counts.stages, 2);
        const calls = operation => (after.calls[operation]?.total ?? 0) - (before.calls[operation]?.total ?? 0);
        assert.equal(calls('CreateStage'), 3);
        assert.equal(calls('GetStage'), 1);
        assert.equal(after.acted.CreateStage - (before.acted.CreateStage ?? 0), 2);
        assert.equal(after.faultsPending, 0);
        assert.equal(after.time, (await serviceTime(local)).toISOString());
        assert.equal(after.speed, 0);
    });
});

describe('the program', () => {
    const once = async (options, use) => {
        const local = await new Local().start(options);
        try {
            await use(local);
        } finally {
            await local.stop();
        }
    };

    test('wrong use ends with 2 and one sentence', () => {
        const wrong = [
            ['--nonsense'],
            ['--listen', '0.0.0.0:0'],
            ['--listen', 'nowhere'],
            ['--seed', 'x'],
            ['--speed', '-1'],
            ['--rates', 'maybe'],
            ['--quotas', 'maybe'],
            ['--scenario', 'no-such-scenario'],
            ['--faults', '{'],
            ['--participants', 'many'],
            ['surplus'],
        ];
        for (const args of wrong) {
            const run = spawnSync(program, args, { timeout: 10000 });
            assert.equal(run.status, 2, `${args.join(' ')}: ${run.status} ${run.stderr}`);
            assert.ok(run.stderr.toString().trim().length > 0, args.join(' '));
            assert.equal(run.stdout.toString(), '', args.join(' '));
        }
    });

    test('help', () => {
        const run = spawnSync(program, ['--help'], { timeout: 10000 });
        assert.equal(run.status, 0);
        assert.match(run.stdout.toString(), /--scenario/);
    });

    const stagesOf = async local => {
        const { items } = await local.all('ListStages', 'stages', { maxResults: 100 });
        return { items, live: items.filter(({ activeSessionId }) => activeSessionId) };
    };

    test('empty: nothing', () =>
        once({ scenario: 'empty' }, async local => {
            assert.deepEqual((await stagesOf(local)).items, []);
        }));

    test('demo: some 25 stages, six of them live', () =>
        once({ scenario: 'demo' }, async local => {
            const { items, live } = await stagesOf(local);
            assert.ok(items.length >= 22 && items.length <= 28, `${items.length} stages`);
            assert.equal(live.length, 6);
        }));

    test('busy: 1,000 stages, 300 live', () =>
        once({ scenario: 'busy' }, async local => {
            const { items, live } = await stagesOf(local);
            assert.equal(items.length, 1000);
            assert.equal(live.length, 300);
        }));

    test('stadium: one stage, 12 publishers, 10,000 subscribers', () =>
        once({ scenario: 'stadium' }, async local => {
            const { items, live } = await stagesOf(local);
            assert.equal(items.length, 1);
            assert.equal(live.length, 1);
            const where = { stageArn: items[0].arn, sessionId: items[0].activeSessionId, maxResults: 100 };
            const { items: people } = await local.all('ListParticipants', 'participants', where);
            assert.equal(people.length, 10012);
            assert.equal(people.filter(({ published }) => published).length, 12);
        }));

    test('trouble: every event error code, failing compositions and recordings', () =>
        once({ scenario: 'trouble' }, async local => {
            const codes = new Set();
            const recordings = new Set();
            for (const { arn: stageArn } of (await stagesOf(local)).items) {
                for (const { sessionId } of (await local.all('ListStageSessions', 'stageSessions', { stageArn }))
                    .items) {
                    const { items: people } = await local.all('ListParticipants', 'participants', {
                        stageArn,
                        sessionId,
                    });
                    for (const { participantId, recordingState } of people) {
                        recordings.add(recordingState);
                        const { items: events } = await local.all('ListParticipantEvents', 'events', {
                            stageArn,
                            sessionId,
                            participantId,
                        });
                        for (const { errorCode } of events) if (errorCode) codes.add(errorCode);
                    }
                }
            }
            assert.deepEqual([...codes].sort(), Object.values(EventErrorCode).sort());
            assert.ok(recordings.has('FAILED'));
            const { items: compositions } = await local.all('ListCompositions', 'compositions');
            const states = compositions.flatMap(({ state, destinations }) => [
                state,
                ...destinations.map(d => d.state),
            ]);
            assert.ok(states.includes('FAILED'), states.join(' '));
        }));

    test('scale: one ended session with as many as asked for', () =>
        once({ scenario: 'scale', participants: 1234 }, async local => {
            const { stages } = await local.call('ListStages');
            const { stageSessions } = await local.call('ListStageSessions', { stageArn: stages[0].arn });
            assert.equal(stageSessions.length, 1);
            assert.ok(stageSessions[0].endTime instanceof Date);
            const { items } = await local.all('ListParticipants', 'participants', {
                stageArn: stages[0].arn,
                sessionId: stageSessions[0].sessionId,
                maxResults: 100,
            });
            assert.equal(items.length, 1234);
            assert.equal(new Set(items.map(({ participantId }) => participantId)).size, 1234);
        }));

    test('the same seed is the same world', async () => {
        const read = async seed => {
            let answer;
            await once({ scenario: 'demo', seed }, async local => {
                answer = (await local.all('ListStages', 'stages')).items;
            });
            return answer;
        };
        assert.deepEqual(await read(7), await read(7));
        assert.notDeepEqual(await read(7), await read(8));
    });

    test('region and account', () =>
        once({ region: 'us-west-2', account: '999999999999' }, async local => {
            assert.equal(local.region, 'us-west-2');
            const { arn } = await createStage(local);
            assert.match(arn, /^arn:aws:ivs:us-west-2:999999999999:stage\//);
        }));

    test('time runs at its speed', () =>
        once({ speed: 1000 }, async local => {
            const before = await serviceTime(local);
            await new Promise(resolve => setTimeout(resolve, 200));
            assert.ok((await serviceTime(local)) - before >= 150e3);
        }));

    test('a scenario from a file', async () => {
        const folder = mkdtempSync(joinPath(tmpdir(), 'ivs-local-'));
        try {
            const file = joinPath(folder, 'scenario.json');
            writeFileSync(
                file,
                JSON.stringify({
                    seed: 3,
                    start: '2026-05-01T12:00:00Z',
                    steps: [
                        { at: 0, request: '/CreateStage', body: { name: 'from-file' } },
                        { at: 60, request: '/CreateStage', body: { name: 'later' } },
                    ],
                }),
            );
            await once({ scenario: file, seed: undefined }, async local => {
                const names = async () =>
                    (await local.all('ListStages', 'stages')).items.map(({ name }) => name).sort();
                assert.ok((await serviceTime(local)).toISOString().startsWith('2026-05-01T12:0'));
                assert.ok((await names()).includes('from-file'));
                await local.advance(120);
                assert.deepEqual(await names(), ['from-file', 'later']);
            });
            writeFileSync(file, '{"steps": [{"at": 0, "request": "/NoSuch", "body": {}}]}');
            const run = spawnSync(program, ['--scenario', file, '--listen', '127.0.0.1:0'], { timeout: 10000 });
            assert.notEqual(run.status, 0);
            assert.ok(run.stderr.toString().trim().length > 0);
        } finally {
            rmSync(folder, { recursive: true });
        }
    });
});
