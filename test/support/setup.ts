/** Runs in every test file, before its own hooks. */
import { releaseEverything, testBegins, testEnds } from './release';

/** For all that may have to be released; each thing has a shorter time of its own. */
const ALL_WITHIN_MS = 120_000;

beforeEach(testBegins);
afterEach(testEnds, ALL_WITHIN_MS);
afterAll(releaseEverything, ALL_WITHIN_MS);
