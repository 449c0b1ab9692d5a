// After the compiler: puts the data beside the compiled files. YAML is compiled too, to JSON of the same name: parsing it anew at
// every start would take a third of a second.
import { cpSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { parse } from 'yaml';

for (const folder of ['specs', 'reports']) {
  const wanted = (file) => !file.includes('reports/out') && !/\.(ts|md|xsd)$/.test(file);
  cpSync(folder, `dist/${folder}`, { recursive: true, filter: wanted });
}
for (const file of readdirSync('dist/specs', { recursive: true })) {
  if (!file.endsWith('.yaml')) continue;
  const path = `dist/specs/${file}`;
  writeFileSync(`${path}.json`, JSON.stringify(parse(readFileSync(path, 'utf8'))));
}
