// npm run audit: fails where a package has an advisory of severity high or critical. Where the advisory service does not answer, as behind
// the wall of a hospital, it says that nothing was checked, and does not fail.
import { spawnSync } from 'node:child_process';

const { stdout } = spawnSync('npm', ['audit', '--json'], { encoding: 'utf8', cwd: import.meta.dirname });
const counts = countsIn(stdout);
if (counts === undefined) {
  console.log('not checked: the advisory service does not answer | 未检查：安全公告服务没有应答');
} else {
  console.log(
    Object.entries(counts)
      .map((one) => one.reverse().join(' '))
      .join(', '),
  );
  if (counts.high + counts.critical > 0) {
    console.log('npm audit says which packages.');
    process.exitCode = 1;
  }
}

/** Advisories by severity; undefined where the answer is none. */
function countsIn(text) {
  try {
    return JSON.parse(text).metadata?.vulnerabilities;
  } catch {
    return undefined;
  }
}
