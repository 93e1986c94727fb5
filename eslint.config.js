const { defineConfig } = require('eslint/config');
const tseslint = require('typescript-eslint');

/** What a folder may not import, with where it should go instead. */
const restricted = (...patterns) => ['error', { patterns }];
const noBot = { regex: '(^|/)bot(/|$)', message: 'nlu and dialogs know nothing of the world: move what needs it to bot/.' };
const noDialogs = { regex: '(^|/)dialogs(/|$)', message: 'nlu stands alone: what dialogs needs of it, dialogs imports.' };
const noWorld = {
  regex: '^(node:|fs$|path$|http$|crypto$|ioredis|bullmq|botbuilder|fastify|pino|prom-client|@opentelemetry|ws$|jose)',
  message: 'Pure code has no I/O: let bot/ do it and pass the result in.',
};
const noBotbuilder = {
  regex: '^(botbuilder|botframework-(connector|schema|streaming))',
  message: 'The SDK stays in bot/channels/botframework, so that its successor is a change of that folder alone.',
};
const onlyTypesAndText = {
  regex: '(^|/)nlu/(?!types$|text/text$|text/idChecksum$|words/notNames$)',
  message: 'dialogs uses of nlu only its types, the pure functions of nlu/text, and the words of nlu/words/notNames.',
};

/** Time, chance and the environment come in as arguments. */
const noAmbience = [
  { object: 'Date', property: 'now', message: 'Time comes in with the event.' },
  { object: 'Math', property: 'random', message: 'Chance comes in as a seed.' },
];
const noProcess = { name: 'process', message: 'Pure code has no process; settings come in as arguments.' };
const noEnv = {
  object: 'process',
  property: 'env',
  message: 'Settings are read once: add one to bot/settings/settings.ts and take it from the Config.',
};
const noNewDate = {
  selector: "NewExpression[callee.name='Date'][arguments.length=0]",
  message: 'Time comes in with the event.',
};
const noRawError = {
  selector: "ThrowStatement > NewExpression[callee.name='Error']",
  message: 'Throw a DeskError with a code of bot/errors.ts, or a StartFault that names file, key and remedy.',
};

module.exports = defineConfig(
  {
    ignores: ['dist/', 'node_modules/', 'coverage/', '.data/', 'bot/widget/client/', '**/*.mjs', '**/*.js'],
  },
  {
    files: ['**/*.ts'],
    extends: [tseslint.configs.strictTypeChecked],
    languageOptions: { parserOptions: { project: './tsconfig.json', tsconfigRootDir: __dirname } },
    rules: {
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      '@typescript-eslint/no-confusing-void-expression': 'off',
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      // Fastify's handlers and our own ports are asynchronous by contract, whether or not one of them has to wait.
      '@typescript-eslint/require-await': 'off',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      // Strings are spread into code points on purpose: a surname may lie outside the basic plane.
      '@typescript-eslint/no-misused-spread': 'off',
      // Does not see what a callback or another process has changed meanwhile.
      '@typescript-eslint/no-unnecessary-condition': 'off',
      '@typescript-eslint/no-unnecessary-type-parameters': 'off',
      // Our ports are plain objects of functions that do not use `this`.
      '@typescript-eslint/unbound-method': 'off',
      '@typescript-eslint/no-dynamic-delete': 'off',
      eqeqeq: 'error',
      'no-console': 'error',
    },
  },
  {
    files: ['nlu/**/*.ts'],
    rules: {
      '@typescript-eslint/no-restricted-imports': restricted(noBot, noDialogs, noWorld),
      'no-restricted-properties': ['error', ...noAmbience],
      'no-restricted-globals': ['error', noProcess],
      'no-restricted-syntax': ['error', noNewDate],
    },
  },
  {
    // Inner loops over typed arrays, whose indices are right by construction.
    files: ['nlu/model/classifier.ts', 'nlu/model/features.ts', 'nlu/model/learner.ts', 'nlu/model/train.ts', 'nlu/model/evaluate.ts', 'nlu/model/expand.ts'],
    rules: { '@typescript-eslint/no-non-null-assertion': 'off' },
  },
  {
    // Read and write files: the model, and the corpus it is made of.
    files: ['nlu/model/model.ts', 'nlu/model/corpusFiles.ts', 'nlu/model/places.ts'],
    rules: { '@typescript-eslint/no-restricted-imports': restricted(noBot, noDialogs) },
  },
  {
    files: ['dialogs/**/*.ts'],
    rules: {
      '@typescript-eslint/no-restricted-imports': restricted(noBot, onlyTypesAndText, noWorld),
      'no-restricted-properties': ['error', ...noAmbience],
      'no-restricted-globals': ['error', noProcess],
      'no-restricted-syntax': ['error', noNewDate],
    },
  },
  {
    files: ['bot/**/*.ts'],
    rules: {
      '@typescript-eslint/no-restricted-imports': restricted(noBotbuilder),
      'no-restricted-properties': ['error', noEnv],
      'no-restricted-syntax': ['error', noRawError],
    },
  },
  { files: ['bot/channels/botframework/**/*.ts'], rules: { '@typescript-eslint/no-restricted-imports': 'off' } },
  { files: ['bot/main.ts', 'bot/cli/**/*.ts'], rules: { 'no-restricted-properties': 'off' } },
  {
    files: ['test/**/*.ts'],
    rules: {
      '@typescript-eslint/no-non-null-assertion': 'off',
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-argument': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      '@typescript-eslint/no-unsafe-return': 'off',
      '@typescript-eslint/no-unsafe-call': 'off',
    },
  },
);
