import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { releasable } from './release';

/** A fresh directory; `remove`, at the latest at the end of the test, takes it away with all that is in it. */
export function temporaryDirectory(): { path: string; remove(): void } {
  const path = mkdtempSync(join(tmpdir(), 'desk-'));
  const remove = (): void => rmSync(path, { recursive: true, force: true });
  releasable(path, remove);
  return { path, remove };
}
