import { existsSync } from 'node:fs';
import { findProgram, giveUp } from './run.mjs';
import { installSystemPackages } from './systemPackages.mjs';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome'];
const MAC = '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome';

/** With fonts for Chinese, so that screens are what applicants see. */
const PACKAGES = {
  'apt-get': ['chromium', 'fonts-noto-cjk'],
  apk: ['chromium', 'font-noto-cjk'],
  dnf: ['chromium', 'google-noto-sans-cjk-fonts'],
  pacman: ['chromium', 'noto-fonts-cjk'],
};

const find = () =>
  [process.env.CHROME_PATH, process.env.PUPPETEER_EXECUTABLE_PATH, ...NAMES.map(findProgram), MAC].find(
    (path) => path && existsSync(path),
  );

/** The path of a Chromium for the tests in a browser; installed where there is none. */
export const ensureBrowser = () => {
  const path = find() ?? (installSystemPackages(PACKAGES) ? find() : undefined);
  return path ?? giveUp('Chromium is missing and could not be installed; install it, or set CHROME_PATH to a Chrome.');
};
