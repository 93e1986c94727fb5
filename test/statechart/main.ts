/** `npm run statechart`: draws the statechart as it is into ARCHITECTURE.md. */
import { readFileSync, writeFileSync } from 'node:fs';
import { draw, withStatechart } from './draw';
import { walk } from './walk';

const DOCUMENT = 'ARCHITECTURE.md';

writeFileSync(DOCUMENT, withStatechart(readFileSync(DOCUMENT, 'utf8'), draw(walk())));
process.stdout.write(`${DOCUMENT}: the statechart is drawn\n`);
