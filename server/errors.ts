import { CodedError, type ErrorEntry, type TextDetails } from '../reference-data/index.js';

/** Every fault that the command line reports of its own: what was asked for cannot be done. */
export const SERVER_ERRORS = {
  SERVER_SCHEME_UNKNOWN: {
    origin: 'scheme',
    what: { zh: '没有名为 {id} 的分组方案。', en: 'There is no scheme {id}.' },
    fix: {
      zh: '现有方案：{known}。用 dianzhi import 导入其他方案。',
      en: 'There are: {known}. Import others with dianzhi import.',
    },
  },
  SERVER_SCHEME_EXISTS: {
    origin: 'usage',
    what: { zh: '方案 {id} 已存在。', en: 'The scheme {id} exists already.' },
    fix: { zh: '换一个标识，或加 --replace 覆盖。', en: 'Choose another identifier, or add --replace.' },
  },
  SERVER_SCHEME_BUILT_IN: {
    origin: 'usage',
    what: { zh: '{id} 是内置方案的标识。', en: '{id} is the identifier of a built-in scheme.' },
    fix: { zh: '请换一个标识。', en: 'Choose another identifier.' },
  },
  SERVER_SCHEME_ID_INVALID: {
    origin: 'usage',
    what: { zh: '方案标识“{id}”不合规。', en: 'The scheme identifier "{id}" is not allowed.' },
    fix: { zh: '用1-64个字母、数字或 . _ + -。', en: 'Use 1-64 letters, digits or . _ + -' },
  },
  SERVER_SCHEME_REFUSED: {
    origin: 'scheme',
    what: { zh: '方案 {id} 有 {count} 处错误，未采用：', en: 'The scheme {id} was refused for {count} error(s):' },
    fix: { zh: '请修改后重新导入。', en: 'Correct them and import again.' },
  },
  SERVER_OUTPUT_UNWRITABLE: {
    origin: 'usage',
    what: { zh: '无法写入 {path}：{why}。', en: '{path} cannot be written: {why}.' },
    fix: {
      zh: '请检查目录、权限和磁盘空间；该名称下没有不完整的结果。',
      en: 'Check folder, permission and disk space; nothing incomplete stands under that name.',
    },
  },
  SERVER_OUTPUT_IN_USE: {
    origin: 'usage',
    what: { zh: '进程 {pid} 正在写 {path}。', en: 'Process {pid} is writing {path}.' },
    fix: {
      zh: '请等它结束，或另取输出文件名；若该进程与此无关，请删除 {progress}。',
      en: 'Wait for it or give the output another name; if that process is another program, delete {progress}.',
    },
  },
  SERVER_RESUME_DIFFERS: {
    origin: 'usage',
    what: { zh: '{path} 中断的运行与本次不同：{what}。', en: 'The stopped run to {path} was another: {what}.' },
    fix: {
      zh: '用与中断时相同的命令和文件，或去掉 --resume 从头开始。',
      en: 'Use the command and files of the stopped run, or leave out --resume to start over.',
    },
  },
  SERVER_WORKER_STOPPED: {
    origin: 'fault',
    what: { zh: '工作线程意外停止：{why}。', en: 'A worker thread stopped: {why}.' },
    fix: {
      zh: '未写出不完整的结果。请重试；若内存不足，请用 --threads 1。',
      en: 'No incomplete result was put in place. Try again; where memory is short, with --threads 1.',
    },
  },
  SERVER_OUTPUT_IS_INPUT: {
    origin: 'usage',
    what: { zh: '输出文件与输入文件相同：{path}。', en: 'The output is the input file: {path}.' },
    fix: { zh: '请另取输出文件名。', en: 'Give the output another name.' },
  },
  SERVER_ADDRESS_UNUSABLE: {
    origin: 'usage',
    what: { zh: '无法监听 {host}:{port}：{why}。', en: 'Nobody can listen at {host}:{port}: {why}.' },
    fix: {
      zh: '请用 PORT 和 HOST 另定地址，或停止占用它的程序。',
      en: 'Choose another with PORT and HOST, or stop what uses it.',
    },
  },
  SERVER_OPTION_INVALID: {
    origin: 'usage',
    what: { zh: '选项 {option} 的值“{value}”无效。', en: 'The value "{value}" of {option} is not valid.' },
    fix: { zh: '可用：{allowed}。', en: 'Use {allowed}.' },
  },
  SERVER_USAGE: {
    origin: 'usage',
    what: { zh: '命令有误：{why}。', en: 'The command is wrong: {why}.' },
    fix: { zh: '用 dianzhi --help 查看用法。', en: 'See dianzhi --help.' },
  },
  SERVER_CASE_NOT_FOUND: {
    origin: 'input',
    what: { zh: '{path} 中没有第 {row} 个病例。', en: '{path} has no case number {row}.' },
    fix: { zh: '--row 从1数起，不计表头。', en: '--row counts from 1, the header apart.' },
  },
  SERVER_CASE_NOT_JSON: {
    origin: 'input',
    what: {
      zh: '--case 既不是JSON对象，也不是存在的文件：{why}。',
      en: '--case is neither a JSON object nor a file that exists: {why}.',
    },
    fix: {
      zh: '例：--case \'{"caseId":"1","sex":1,"ageYears":60,"principalDiagnosis":"I63.900"}\'',
      en: 'For example: --case \'{"caseId":"1","sex":1,"ageYears":60,"principalDiagnosis":"I63.900"}\'',
    },
  },
  SERVER_DIRECTORY_NOT_BUILT: {
    origin: 'scheme',
    what: { zh: '无法编制目录：{why}。', en: 'The directory cannot be built: {why}.' },
    fix: { zh: '请检查政策文件、年份和病例文件。', en: 'Check the policy, the years and the files of discharges.' },
  },
  SERVER_REGISTER_INVALID: {
    origin: 'input',
    what: { zh: '登记簿 {path} 第 {line} 行不可用：{why}。', en: 'Line {line} of the register {path} cannot be used: {why}.' },
    fix: {
      zh: '登记簿由程序续写，不要手工修改；请从备份恢复。',
      en: 'The program adds to it and nobody edits it: restore it from a copy.',
    },
  },
  SERVER_REGISTER_LOCKED: {
    origin: 'input',
    what: {
      zh: '登记簿正由他人写入：{path}（进程 {pid}，主机 {host}）。',
      en: 'Somebody else is adding to the register: {path} (process {pid}, host {host}).',
    },
    fix: {
      zh: '未写入，请稍后重试；若该进程已不存在，请删除 {path}。',
      en: 'Nothing was written. Try again later; if that process is gone, delete {path}.',
    },
  },
  SERVER_REGISTER_CHANGED: {
    origin: 'input',
    what: { zh: '登记簿 {path} 刚被他人续写。', en: 'Somebody else has just added to the register {path}.' },
    fix: { zh: '未写入，请重试。', en: 'Nothing was written. Try again.' },
  },
  SERVER_TABLE_INVALID: {
    origin: 'input',
    what: { zh: '表 {path} 第 {line} 行不可用：{why}。', en: 'The table {path} cannot be used in line {line}: {why}.' },
    fix: {
      zh: '请改正后重试；表头和写法见 server/README.md。',
      en: 'Correct it and try again; server/README.md has the columns and how they are written.',
    },
  },
  SERVER_WEIGHTS_INVALID: {
    origin: 'input',
    what: { zh: '权重文件 {path} 第 {line} 行有误：{why}。', en: 'The weights file {path} is wrong in line {line}: {why}.' },
    fix: {
      zh: '表头为 drg,relativeWeight，权重为正的小数。',
      en: 'Its header is drg,relativeWeight; a weight is a positive decimal.',
    },
  },
  SERVER_WEIGHTS_REFUSED: {
    origin: 'input',
    what: { zh: '权重表 {path} 有 {count} 处错误，未采用：', en: 'The weights {path} were refused for {count} error(s):' },
    fix: { zh: '请改正后重新导入。', en: 'Correct them and import again.' },
  },
} as const satisfies Record<string, ErrorEntry>;

export type ServerErrorCode = keyof typeof SERVER_ERRORS;

/** What was asked for cannot be done as asked. */
export class ServerError extends CodedError {
  constructor(code: ServerErrorCode, details: TextDetails, options?: ErrorOptions) {
    super(code, SERVER_ERRORS[code], details, options);
  }
}
