import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { printReason } from '../../grouper/index.js';
import { createGrouper, loadScheme, type LoadedScheme } from '../../server/schemes/load-scheme.js';
import { benchmarkScheme } from '../benchmark-scheme.js';
import { middle } from '../measure.js';
import { fire } from './fire.js';
import { startServiceProcess, type RunningService } from './running-service.js';
import { wireCases, type WireCase } from './wire-cases.js';

/** One kind of request, in the rounds. */
export interface MeasuredRequests {
  readonly name: string;
  /** Requests a second: the median of the rounds, and each of them in order. */
  readonly median: number;
  readonly speeds: readonly number[];
  /** Against the echo in the same round: the median. */
  readonly share: number;
  /** Time to the end of an answer, medians of the rounds. Unit: milliseconds. */
  readonly p50: number;
  readonly p99: number;
  /** Of the service, for one request, the median: it hangs less on what else the machine does. Unit: microseconds. */
  readonly cpu: number;
  /** Of one answer on average. Unit: bytes. */
  readonly answerBytes: number;
}

export interface SingleCaseResults {
  readonly schemes: readonly string[];
  readonly cases: number;
  readonly connections: number;
  readonly secondsOfRound: number;
  readonly rounds: number;
  /** SHA-256 over the answers that were checked. */
  readonly fingerprint: string;
  readonly requests: readonly MeasuredRequests[];
}

const CASES = 400;
const CONNECTIONS = 10;
const SECONDS = 4;

/** One kind of request. */
interface Kind {
  readonly name: string;
  readonly path: string;
  readonly bodies: readonly object[];
}

/**
 * Fires requests for single cases at the running service: an echo behind the same key check, limits and schema, grouping, and grouping with
 * its evidence, under a DRG scheme and under a DIP directory, in alternating rounds.
 */
export async function benchmarkSingleCases(rounds: number, seed: number): Promise<SingleCaseResults> {
  const data = await mkdtemp(join(tmpdir(), 'dianzhi-bench-'));
  try {
    const schemes = [];
    for (const kind of ['drg', 'dip'] as const) schemes.push(await loadScheme(await benchmarkScheme(kind, data), { data }));
    const hash = createHash('sha256');
    const service = await startServiceProcess(data);
    try {
      const kinds: Kind[] = [];
      for (const scheme of schemes) {
        const cases = await wireCases(scheme, CASES, seed);
        await checkAnswers(service, scheme, cases, (answer) => hash.update(answer));
        if (kinds.length === 0) kinds.push(kindOf('echo', '/v1/echo', scheme, cases, {}));
        const name = scheme.kind.toUpperCase();
        kinds.push(kindOf(`group, ${name}`, '/v1/group', scheme, cases, {}));
        kinds.push(kindOf(`group with evidence, ${name}`, '/v1/group', scheme, cases, { explain: true }));
      }
      return {
        schemes: schemes.map(({ manifest }) => manifest.id),
        cases: CASES,
        connections: CONNECTIONS,
        secondsOfRound: SECONDS,
        rounds,
        fingerprint: hash.digest('hex'),
        requests: await fireRounds(service, kinds, rounds, join(data, 'requests.har')),
      };
    } finally {
      await service.stop();
    }
  } finally {
    await rm(data, { recursive: true });
  }
}

function kindOf(name: string, path: string, { manifest }: LoadedScheme, cases: readonly WireCase[], more: object): Kind {
  return { name, path, bodies: cases.map(({ wire }) => ({ schemeId: manifest.id, discharge: wire, ...more })) };
}

/** Every kind once more than is counted: the first round warms the service. */
async function fireRounds(
  { address, key, usage }: RunningService,
  kinds: readonly Kind[],
  rounds: number,
  file: string,
): Promise<readonly MeasuredRequests[]> {
  const found = kinds.map(() => ({ speeds: numbers(), p50: numbers(), p99: numbers(), cpu: numbers(), bytes: numbers() }));
  for (let round = 0; round <= rounds; round++) {
    for (const [place, { path, bodies }] of kinds.entries()) {
      const before = await usage();
      const fired = await fire({ address, path, key, bodies, file, connections: CONNECTIONS, seconds: SECONDS });
      const used = (await usage()).cpuSeconds - before.cpuSeconds;
      if (round === 0) continue;
      const { speeds, p50, p99, cpu, bytes } = found[place]!;
      speeds.push(fired.perSecond);
      p50.push(fired.latency.p50);
      p99.push(fired.latency.p99);
      cpu.push((used / fired.requests) * 1e6);
      bytes.push(fired.bytesPerSecond / fired.perSecond);
    }
  }
  const echo = found[0]!.speeds;
  return found.map(({ speeds, p50, p99, cpu, bytes }, place) => ({
    name: kinds[place]!.name,
    median: middle(speeds),
    speeds,
    share: middle(speeds.map((speed, round) => speed / echo[round]!)),
    p50: middle(p50),
    p99: middle(p99),
    cpu: Math.round(middle(cpu)),
    answerBytes: Math.round(middle(bytes)),
  }));
}

const numbers = (): number[] => [];

/** A wrong answer has no speed: each is held against what a grouper of this process says of the case as a file has it. */
async function checkAnswers(
  { address, key }: RunningService,
  scheme: LoadedScheme,
  cases: readonly WireCase[],
  take: (answer: string) => void,
): Promise<void> {
  const grouper = createGrouper(scheme);
  const headers = { authorization: `Bearer ${key}`, 'content-type': 'application/json' };
  const ask = async (path: string, body: object): Promise<unknown> => {
    const answer = await fetch(`${address}${path}`, { method: 'POST', headers, body: JSON.stringify(body) });
    assert.equal(answer.status, 200, path);
    return answer.json();
  };
  let grouped = 0;
  for (const { discharge, wire } of cases) {
    const body = { schemeId: scheme.manifest.id, discharge: wire };
    assert.deepEqual(await ask('/v1/echo', body), asSent(body));
    const { reasons, ...result } = grouper.group(discharge);
    if (result.status === 'grouped') grouped++;
    const expected = { caseId: discharge.caseId, schemeId: body.schemeId, ...result, reasons: reasons.map(printReason) };
    assert.deepEqual(await ask('/v1/group', body), asSent(expected));
    const explained = await ask('/v1/group', { ...body, explain: true });
    assert.deepEqual(explained, asSent({ ...expected, evidence: grouper.explain(discharge) }));
    take(JSON.stringify(explained));
  }
  assert(grouped > cases.length / 2, 'most cases come to a group');
}

const asSent = (value: object): unknown =>
  JSON.parse(JSON.stringify(value, (_, one: unknown) => (typeof one === 'bigint' ? one.toString() : one)));
