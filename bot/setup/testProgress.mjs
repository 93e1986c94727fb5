import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { relative } from 'node:path';
import { root } from './run.mjs';

/** Progress before the first test. */
const NOTHING_YET = { passed: 0, failed: 0, running: [], isOver: false };

/**
 * Progress as the reporter wrote it to `file`: passed and failed tests, running files, and whether all have been run.
 */
export const readProgress = (file) => (existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : NOTHING_YET);

/** Jest reporter that writes progress to TEST_PROGRESS_FILE. The file remains where jest has to be killed. */
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
    // A file that cannot be loaded is one failure; its tests are not known.
    this.#progress.failed = numFailedTests + numRuntimeErrorTestSuites;
    this.#write();
  }

  /** Replaces the file atomically. */
  #write() {
    const file = process.env.TEST_PROGRESS_FILE;
    writeFileSync(`${file}.new`, JSON.stringify(this.#progress));
    renameSync(`${file}.new`, file);
  }
}
