// npm run licences: writes LICENCES.md, what the packages that are used stand under, from the lock file. To be run after a change of the
// dependencies; a test fails until it is. With --print it only prints.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const root = import.meta.dirname;
const { packages } = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8'));

const used = Object.entries(packages)
  .filter(([path]) => path !== '')
  .map(([path, { version, license = 'not stated', dev, devOptional, optional }]) => ({
    name: path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length),
    version,
    license,
    isForDevelopment: dev === true || devOptional === true,
    isOptional: optional === true,
  }));

const table = (rows) => {
  const lines = rows.map(
    ({ name, version, license, isOptional }) => `| ${name} | ${version} | ${license}${isOptional ? ', optional' : ''} |`,
  );
  return ['| package | version | licence |', '| --- | --- | --- |', ...new Set(lines.sort())].join('\n');
};

const text = `# Licences

Dianzhi itself: Apache-2.0, [LICENSE](LICENSE). Written by \`npm run licences\` from the lock file; a package that is optional is installed on some systems alone.

## Used when it runs

${table(used.filter(({ isForDevelopment }) => !isForDevelopment))}

## Used to build, check and measure it

Not part of what is installed.

${table(used.filter(({ isForDevelopment }) => isForDevelopment))}
`;

if (process.argv.includes('--print')) process.stdout.write(text);
else writeFileSync(join(root, 'LICENCES.md'), text);
