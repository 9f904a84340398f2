/**
 * What one run of the benchmark program measured, wherever in its JSON it stands.
 *
 * @returns Speeds by name (operations a second) and fingerprints of the answers by place.
 */
export function readRun(results) {
  const run = { speeds: new Map(), fingerprints: new Map() };
  gather(results, [], run);
  return run;
}

function gather(value, path, run) {
  if (typeof value !== 'object' || value === null) return;
  const named = (name) => [...path, name].join(': ');
  for (const [key, inner] of Object.entries(value)) {
    if (key === 'fingerprint') run.fingerprints.set(named(key), inner);
    else if (key === 'rowsPerSecond') run.speeds.set(named('rows a second'), inner);
    else if (key === 'measured') for (const { name, median } of inner) run.speeds.set(named(name), median);
    else if (key !== 'machine') gather(inner, [...path, key], run);
  }
}

/**
 * Compares runs in pairs, each pair made one run after the other.
 *
 * @param pairs Runs as readRun gives them: of the one version, of the other.
 * @returns Rows of the table, and every place whose fingerprint is not one and the same in all runs of both.
 */
export function compareRuns(pairs) {
  const names = [...new Set(pairs.flat().flatMap(({ speeds }) => [...speeds.keys()]))];
  const rows = names.map((name) => {
    const ratios = pairs.map(([one, other]) => one.speeds.get(name) / other.speeds.get(name)).filter(Number.isFinite);
    return { name, one: figures(pairs, 0, name), other: figures(pairs, 1, name), ratio: median(ratios) };
  });
  const places = [...new Set(pairs.flat().flatMap(({ fingerprints }) => [...fingerprints.keys()]))];
  const answersOf = (place) => new Set(pairs.flat().map(({ fingerprints }) => fingerprints.get(place)));
  return { rows, places, differing: places.filter((place) => answersOf(place).size > 1) };
}

function figures(pairs, side, name) {
  const speeds = pairs.flatMap((pair) => pair[side].speeds.get(name) ?? []);
  return { median: median(speeds), slowest: Math.min(...speeds), fastest: Math.max(...speeds) };
}

function median(values) {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

/** The table as text. A version that does not measure something has a dash. */
export function printRows(rows, oneName, otherName) {
  const lines = rows.map(({ name, one, other, ratio }) => {
    const cells = [
      figure(one.median),
      spread(one),
      figure(other.median),
      spread(other),
      Number.isFinite(ratio) ? ratio.toFixed(3) : '-',
    ];
    return `| ${name} | ${cells.join(' | ')} |`;
  });
  const header = `| what, per second | ${oneName} | slowest - fastest | ${otherName} | slowest - fastest | ratio, median of pairs |`;
  return [header, '| --- | ---: | ---: | ---: | ---: | ---: |', ...lines].join('\n');
}

function spread({ slowest, fastest }) {
  return Number.isFinite(slowest) ? `${figure(slowest)} - ${figure(fastest)}` : '-';
}

function figure(value) {
  if (!Number.isFinite(value)) return '-';
  return value >= 100 ? Math.round(value).toLocaleString('en') : value.toPrecision(3);
}
