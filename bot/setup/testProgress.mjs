import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { relative } from 'node:path';
import { root } from './run.mjs';

const NOTHING_YET = { passed: 0, failed: 0, running: [], isOver: false };

/** How far jest has come: tests that passed and failed, the files under way, and whether all have been run. */
export const readProgress = (file) => (existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : NOTHING_YET);

/** A reporter for jest that keeps the file TEST_PROGRESS_FILE, so that the figures are known even where jest has to be killed. */
export default class TestProgress {
  #progress = structuredClone(NOTHING_YET);

  onTestFileStart({ path }) {
    this.#progress.running.push(relative(root, path));
    this.#write();
  }

  onTestFileResult({ path }, _result, totals) {
    this.#progress.running = this.#progress.running.filter((file) => file !== relative(root, path));
    this.#count(totals);
  }

  onRunComplete(_contexts, totals) {
    this.#progress.isOver = true;
    this.#count(totals);
  }

  #count({ numPassedTests, numFailedTests, numRuntimeErrorTestSuites }) {
    this.#progress.passed = numPassedTests;
    // A file that could not even be loaded is one failure: its tests cannot be counted.
    this.#progress.failed = numFailedTests + numRuntimeErrorTestSuites;
    this.#write();
  }

  #write() {
    const file = process.env.TEST_PROGRESS_FILE;
    writeFileSync(`${file}.new`, JSON.stringify(this.#progress));
    renameSync(`${file}.new`, file);
  }
}
