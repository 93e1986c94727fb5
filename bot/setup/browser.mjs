import { existsSync } from 'node:fs';
import { findProgram, giveUp } from './run.mjs';
import { installSystemPackages } from './systemPackages.mjs';

/** Names of Chromium's program, in order of preference. */
const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome'];
const MAC = '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome';

/** Packages by manager, with a font for Chinese, so that screenshots look as they do for applicants. */
const PACKAGES = {
  'apt-get': ['chromium', 'fonts-noto-cjk'],
  apk: ['chromium', 'font-noto-cjk'],
  dnf: ['chromium', 'google-noto-sans-cjk-fonts'],
  pacman: ['chromium', 'noto-fonts-cjk'],
};

/** Path of an installed Chromium or Chrome; undefined where there is none. */
const find = () =>
  [process.env.CHROME_PATH, process.env.PUPPETEER_EXECUTABLE_PATH, ...NAMES.map(findProgram), MAC].find(
    (path) => path && existsSync(path),
  );

/** Path of a Chromium for the browser tests. Installs one where there is none; ends the process where that fails. */
export const ensureBrowser = () => {
  const path = find() ?? (installSystemPackages(PACKAGES) ? find() : undefined);
  return path ?? giveUp('Chromium is missing and could not be installed; install it, or set CHROME_PATH to a Chrome.');
};
