import { Option, type Command } from 'commander';
import { DIP_OPERATORS, EVIDENCE, PROCEDURE_CODE_READINGS } from './choices.js';
import type { ImportDipDirectoryOptions } from './commands/import-dip.js';
import type { ImportDrgOptions } from './commands/import-drg.js';
import type { ImportOptions } from './commands/import-steps.js';
import type { ImportWeightsOptions } from './commands/import-weights.js';
import { DATA, PAYMENT_POLICY } from './common-options.js';
import type { CommandContext } from './console.js';

/** Defines `dianzhi import`: schemes and weights from the files in which they are published. */
export function defineImport(program: Command, context: CommandContext): void {
  const imports = program.command('import').description('导入分组方案、权重 | import a scheme, or weights');
  const importing = (name: string, description: string, newbornWeight: 'admission' | 'birth') =>
    imports
      .command(`${name} <path>`)
      .description(description)
      .requiredOption('--id <id>', '方案标识 | identifier, 1-64 of A-Z a-z 0-9 . _ + -')
      .option('--name <text>', '名称 | name')
      .option('--edition <text>', '版本 | edition, such as 3.0')
      .addOption(
        new Option('--newborn-weight <which>', '新生儿体重取值 | which weight of a newborn is compared')
          .choices(['admission', 'birth'])
          .default(newbornWeight),
      )
      .option('--effective-from <date>', '施行日期 | first day in force, YYYY-MM-DD')
      .option('--source <text>', '发文机关、文号 | issuer and document')
      .option('--replace', '覆盖同名方案 | replace a scheme of this identifier')
      .option(...DATA)
      .option('--json', '输出JSON | print the manifest and warnings as JSON');
  const importingDrg = (name: string, description: string, from: 'workbook' | 'tables') =>
    importing(name, description, 'admission')
      .addOption(
        new Option('--when-no-drg-row <what>', 'ADRG内无DRG行符合时 | when no DRG row of a matched ADRG holds')
          .choices(['adrg', 'next'])
          .default('adrg'),
      )
      .action(async (path: string, options: ImportDrgOptions) =>
        (await import('./commands/import-drg.js')).importDrg(from, path, options, context),
      );
  importingDrg('drg-workbook', '国家DRG配置工作簿 | a workbook laid out as the national DRG configuration workbook', 'workbook');
  importingDrg('drg-tables', '六个CSV表的文件夹 | a folder of six CSV tables', 'tables');
  importing('dip-workbook', '国家DIP分组方案工作簿 | a workbook laid out as the national DIP directory', 'birth').action(
    async (path: string, options: ImportOptions) =>
      (await import('./commands/import-dip.js')).importDip('workbook', path, options, context),
  );
  importing('dip-tables', 'DIP分组方案TSV表的文件夹 | a folder of TSV tables of a DIP directory', 'birth').action(
    async (path: string, options: ImportOptions) =>
      (await import('./commands/import-dip.js')).importDip('tables', path, options, context),
  );
  importing('dip-directory', '地方公布的DIP目录（CSV或XLSX） | a DIP directory as a region publishes it', 'birth')
    .requiredOption('--region <code>', '统筹区六位区划代码 | region, six digits')
    .option('--columns <map>', '列对应：YAML文件或 diagnosis=主诊断代码,... | map of columns: YAML file or words')
    .addOption(
      new Option('--operators <how>', '“任一”“同时”的写法 | how any and all are written (by the signs of the file)').choices(
        DIP_OPERATORS,
      ),
    )
    .addOption(
      new Option(
        '--procedure-codes <how>',
        '短手术码：还原前后的零、作前缀、照原样 | short procedure codes: zeros were lost, prefixes, as they are',
      )
        .choices(PROCEDURE_CODE_READINGS)
        .default('restore'),
    )
    .action(async (path: string, options: ImportDipDirectoryOptions) =>
      (await import('./commands/import-dip.js')).importDipDirectory(path, options, context),
    );

  imports
    .command('weights <path>')
    .description('导入权重、分值与次均费用（CSV或XLSX） | weights, points and mean charges as a region publishes them')
    .requiredOption('--scheme <id>', '分组方案 | scheme')
    .requiredOption(...PAYMENT_POLICY)
    .option('--source <key>', '政策sources中的文件 | document, by its key among the sources of the policy')
    .option('--clause <text>', '条款、附件 | clause or annex of the document')
    .addOption(new Option('--evidence <grade>', '依据等级 | grade (that of the document)').choices(EVIDENCE))
    .option('--effective-from <date>', '施行日期 | first day in force (that of the policy), YYYY-MM-DD')
    .option(...DATA)
    .option('--json', '输出JSON | print the manifest and warnings as JSON')
    .action(async (path: string, options: ImportWeightsOptions) =>
      (await import('./commands/import-weights.js')).importWeightsCommand(path, options, context),
    );
}
