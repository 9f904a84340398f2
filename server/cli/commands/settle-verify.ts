import { resolve } from 'node:path';
import { dataDirectory } from '../../schemes/scheme-directory.js';
import { verify, type PathsAgain, type Verification } from '../../settlement/verify.js';
import { print, tell, type CommandContext } from '../console.js';
import { EXIT_CODES } from '../exit-codes.js';
import { Progress } from '../progress.js';

/** Paths that are given again, because the inputs lie elsewhere by now. */
export interface VerifyOptions {
  readonly policy?: string;
  readonly cases?: readonly string[];
  readonly budget?: string;
  readonly previous?: readonly string[];
  readonly corrections?: string;
  readonly audits?: string;
  readonly assessment?: string;
  readonly prepayments?: string;
  readonly lateCases?: readonly string[];
  readonly hospitals?: string;
  readonly review?: readonly string[];
  readonly groupingPolicy?: string;
  readonly amendment?: readonly string[];
  readonly data?: string;
  readonly threads?: number;
  readonly json?: boolean;
}

/** `dianzhi settle verify RUN`: ends with a code of its own where a byte does not agree. */
export async function verifyRun(run: string, options: VerifyOptions, { language }: CommandContext): Promise<void> {
  const progress = new Progress(language);
  const { threads } = options;
  const onProgress = (at: { readonly rows: number; readonly share: number | undefined }): void =>
    progress.show(at.rows, at.share);
  const found = await verify(run, givenAgain(options), { threads, onProgress }).finally(() => progress.end());
  if (!found.agrees) process.exitCode = EXIT_CODES.differs;
  if (options.json === true) print(`${JSON.stringify(jsonOf(run, found))}\n`);
  else tell(printed(run, found, language === 'zh'));
}

function givenAgain(options: VerifyOptions): PathsAgain {
  const { review, lateCases } = options;
  const {
    policy,
    budget,
    corrections,
    audits,
    assessment,
    prepayments,
    hospitals,
    groupingPolicy,
    cases,
    previous,
    amendment,
    data,
  } = options;
  const one = Object.entries({ policy, budget, corrections, audits, assessment, prepayments, hospitals, groupingPolicy });
  const many = Object.entries({ cases, lateCases, previous, amendments: amendment });
  return {
    ...Object.fromEntries(one.flatMap(([name, path]) => (path === undefined ? [] : [[name, resolve(path)]]))),
    ...Object.fromEntries(
      many.flatMap(([name, paths]) => (paths === undefined ? [] : [[name, paths.map((path) => resolve(path))]])),
    ),
    ...(review === undefined ? {} : { registers: review.map((path) => resolve(path)) }),
    ...(data === undefined ? {} : { data: dataDirectory(data) }),
  };
}

function jsonOf(run: string, { run: { fingerprint, identity }, files, inputs, agrees }: Verification): object {
  return { run, region: identity.region, period: identity.period, fingerprint, agrees, files, inputs };
}

function printed(run: string, { run: { fingerprint, identity }, files, inputs, agrees }: Verification, zh: boolean): string {
  const states = {
    same: zh ? '一致' : 'same',
    changed: zh ? '结算后被改动' : 'changed after it was settled',
    differs: zh ? '重算不一致' : 'differs',
  };
  return [
    `${run}: ${identity.region} ${identity.period} ${fingerprint}`,
    ...files.map(({ name, state }) => `  ${states[state]}  ${name}`),
    ...inputs.map(({ what, recorded, now }) => `  ${zh ? '输入不同' : 'another input'}: ${what}\n    ${recorded}\n    ${now}`),
    agrees ? (zh ? '每个字节都一致' : 'Every byte agrees') : zh ? '不一致' : 'It does not agree',
  ].join('\n');
}
