/**
 * Builds the files that browsers load: the widget's script from `client/`, one for each language, and Web Chat as
 * published. They are compressed here, not at each request. `npm run lint` checks the types.
 */
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import ts from 'typescript';

const LOCALES = ['zh-CN', 'en'];
/** Files of `client/`, in the order in which their constants use one another. */
const CLIENT_FILES = ['words', 'settings', 'memory', 'server', 'webChat', 'frame', 'shell.css', 'shell', 'widget'];

const here = dirname(fileURLToPath(import.meta.url));
/** Path of a file of Web Chat's distribution. */
const webChatFile = (name) =>
  join(dirname(createRequire(import.meta.url).resolve('botframework-webchat')), '../dist', name);

/** Compiles the client's files and joins them to one script, in a function that hides their names from the site. */
const compileWidget = async (locale) => {
  const sources = await Promise.all(CLIENT_FILES.map((name) => readFile(join(here, 'client', `${name}.ts`), 'utf8')));
  const compiled = sources.map(
    (source) =>
      ts.transpileModule(source, { compilerOptions: { target: 'ES2020', module: 'ESNext', removeComments: true } })
        .outputText,
  );
  return `(() => {\n'use strict';\nconst LOCALE = '${locale}';\n${compiled.join('\n').replaceAll('"use strict";\n', '')}})();\n`;
};

/**
 * Writes `name`, `name.br` and `name.gz`. Skipped where the hash file shows the same content, since brotli takes
 * seconds.
 */
const publish = async (directory, name, content) => {
  const bytes = Buffer.from(content);
  const mark = createHash('sha256').update(bytes).digest('hex');
  const markFile = join(directory, `.${name}.sha256`);
  if (existsSync(markFile) && (await readFile(markFile, 'utf8')) === mark) return;
  const brotli = { params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length } };
  await writeFile(join(directory, name), bytes);
  await writeFile(join(directory, `${name}.br`), await promisify(brotliCompress)(bytes, brotli));
  await writeFile(join(directory, `${name}.gz`), await promisify(gzip)(bytes, { level: 9 }));
  await writeFile(markFile, mark);
};

/**
 * Builds every asset.
 * @param {string} directory target, created where it is missing
 */
export const buildWidget = async (directory) => {
  await mkdir(directory, { recursive: true });
  for (const locale of LOCALES) await publish(directory, `widget.${locale}.js`, await compileWidget(locale));
  await publish(directory, 'webchat.js', await readFile(webChatFile('webchat-minimal.js')));
  await publish(
    directory,
    'webchat-minimal.js.LICENSE.txt',
    await readFile(webChatFile('webchat-minimal.js.LICENSE.txt')),
  );
};

if (process.argv[1] && resolve(process.argv[1]) === fileURLToPath(import.meta.url)) {
  await buildWidget(process.argv[2] ?? join(here, '../../dist/bot/widget/assets'));
}
