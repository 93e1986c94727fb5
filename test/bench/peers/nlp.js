/**
 * nlp.js with its Chinese tokenizer, as its documentation sets it up. A child process that answers messages:
 * `{load: {examples, cacheFile}}` → `{trainSeconds}` (0 where the trained model was read from the cache),
 * `{classify: texts}` → intents, `{speed: texts}` → utterances a second over all of them once.
 */
const { existsSync, mkdirSync, readFileSync, writeFileSync } = require('node:fs');
const { dirname } = require('node:path');
const { containerBootstrap } = require('@nlpjs/core');
const { Nlp } = require('@nlpjs/nlp');
const { LangZh } = require('@nlpjs/lang-zh');

const container = containerBootstrap();
container.use(LangZh);
const nlp = new Nlp({ container, languages: ['zh'], autoSave: false, nlu: { log: false } });

const load = async ({ examples, cacheFile }) => {
  if (existsSync(cacheFile)) {
    nlp.import(readFileSync(cacheFile, 'utf8'));
    return { trainSeconds: 0 };
  }
  for (const { text, intent } of examples) nlp.addDocument('zh', text, intent);
  const startedAt = performance.now();
  await nlp.train();
  mkdirSync(dirname(cacheFile), { recursive: true });
  writeFileSync(cacheFile, nlp.export(true));
  return { trainSeconds: (performance.now() - startedAt) / 1000 };
};

const classify = async (texts) => {
  const intents = [];
  for (const text of texts) intents.push((await nlp.process('zh', text)).intent);
  return intents;
};

const speed = async (texts) => {
  const startedAt = performance.now();
  await classify(texts);
  return (texts.length * 1000) / (performance.now() - startedAt);
};

process.on('message', async (message) => {
  if (message.load) process.send(await load(message.load));
  if (message.classify) process.send(await classify(message.classify));
  if (message.speed) process.send(await speed(message.speed));
});
