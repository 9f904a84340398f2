// npm run build-demo-weights: measures weights, points and means of the demonstration schemes from invented discharges and puts them where
// pricing finds them, reference-data/regions/REGION/weights/SCHEME/DAY. To be run after a change of the generator or of a demonstration
// scheme; a test fails until it is.
import { writeWeights } from './dist/reference-data/index.js';
import { DEMONSTRATION_REGIONS, demonstrationEdition } from './dist/server/pricing/demonstration-editions.js';

for (const region of DEMONSTRATION_REGIONS) {
  const { folder, edition, rows } = await demonstrationEdition(region);
  const { checksum } = await writeWeights(folder, edition, rows);
  console.log(`${edition.region} ${edition.scheme} sha256 ${checksum}, ${rows.length} rows`);
}
