const { defineConfig } = require('eslint/config');
const { builtinRules } = require('eslint/use-at-your-own-risk');
const tseslint = require('typescript-eslint');
const { RULES, pathOf, toTarget } = require('./test/architecture/rules.js');

/** Reports the imports that break a rule of test/architecture/rules.js, where a folder may import what. */
const imports = {
  meta: { type: 'problem', schema: [], messages: { broken: '{{ says }}: {{ remedy }}.' } },
  create(context) {
    const from = pathOf(context.filename);
    const check = (node, specifier, typeOnly = false) => {
      if (typeof specifier?.value !== 'string') return;
      const one = { from, to: toTarget(from, specifier.value), typeOnly };
      for (const { broken, says, remedy } of RULES)
        if (broken(one)) context.report({ node, messageId: 'broken', data: { says, remedy } });
    };
    const isType = ({ importKind, exportKind, specifiers = [] }) =>
      [importKind, exportKind].includes('type') ||
      (specifiers.length > 0 && specifiers.every((one) => one.importKind === 'type'));
    return {
      ImportDeclaration: (node) => check(node, node.source, isType(node)),
      ExportNamedDeclaration: (node) => check(node, node.source, isType(node)),
      ExportAllDeclaration: (node) => check(node, node.source, isType(node)),
      ImportExpression: (node) => check(node, node.source),
      TSImportType: (node) => check(node, node.source, true),
      "CallExpression[callee.name='require']": (node) => check(node, node.arguments[0]),
    };
  },
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
  message:
    'Settings are read once: add a row beside its owner (see bot/settings/setting.ts) and take it from the Config.',
};
const noNewDate = {
  selector: "NewExpression[callee.name='Date'][arguments.length=0]",
  message: 'Time comes in with the event.',
};
const noRawError = {
  selector: "ThrowStatement > NewExpression[callee.name='Error']",
  message: 'Throw a DeskError with a code of bot/errors.ts, or a StartFault that names file, key and remedy.',
};

/** ESLint's own recommendation, read from its rules: the package that lists it, @eslint/js, is none of ours. */
const recommended = Object.fromEntries(
  [...builtinRules]
    .filter(([, { meta }]) => meta.docs.recommended === true && !meta.deprecated)
    .map(([name]) => [name, 'error']),
);
const NODE_GLOBALS = [
  'Buffer',
  'URL',
  'clearInterval',
  'clearTimeout',
  'console',
  'performance',
  'process',
  'setInterval',
  'setTimeout',
  'structuredClone',
];
const unused = { argsIgnorePattern: '^_', varsIgnorePattern: '^_' };

/** The strict type-checked rules, with what is ours in them; for code of the project `project`. */
const strict = (project) => ({
  extends: [tseslint.configs.strictTypeChecked],
  languageOptions: { parserOptions: { project, tsconfigRootDir: __dirname } },
  rules: {
    '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
    '@typescript-eslint/no-confusing-void-expression': 'off',
    '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
    // Fastify's handlers and our own ports are asynchronous by contract, whether or not one of them has to wait.
    '@typescript-eslint/require-await': 'off',
    '@typescript-eslint/no-unused-vars': ['error', unused],
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
});

module.exports = defineConfig(
  { ignores: ['dist/', '**/node_modules/', 'coverage/', '.data/'] },
  {
    plugins: { architecture: { rules: { imports } } },
    linterOptions: { reportUnusedDisableDirectives: 'error' },
  },
  { files: ['**/*.ts'], ignores: ['bot/widget/client/'], ...strict('./tsconfig.json') },
  {
    // Classic scripts that the build joins to one: a top-level name may be for another file.
    files: ['bot/widget/client/**/*.ts'],
    ...strict('./bot/widget/client/tsconfig.json'),
  },
  {
    files: ['bot/widget/client/**/*.ts'],
    languageOptions: { sourceType: 'script' },
    rules: { '@typescript-eslint/no-unused-vars': ['error', { ...unused, vars: 'local' }] },
  },
  {
    files: ['**/*.mjs', '**/*.js'],
    languageOptions: {
      ecmaVersion: 2023,
      globals: Object.fromEntries(NODE_GLOBALS.map((name) => [name, 'readonly'])),
    },
    rules: {
      ...recommended,
      'no-unused-vars': ['error', unused],
      eqeqeq: 'error',
      'no-console': 'error',
      'no-implicit-coercion': 'error',
      'no-shadow': 'error',
      'no-throw-literal': 'error',
      'no-use-before-define': ['error', { functions: false, variables: false }],
      'no-var': 'error',
      'object-shorthand': 'error',
      'prefer-const': 'error',
      'prefer-template': 'error',
    },
  },
  {
    files: ['**/*.js'],
    languageOptions: { sourceType: 'commonjs', globals: { __dirname: 'readonly' } },
  },
  { files: ['nlu/**', 'dialogs/**', 'bot/**'], rules: { 'architecture/imports': 'error' } },
  {
    files: ['nlu/**/*.ts'],
    rules: {
      'no-restricted-properties': ['error', ...noAmbience],
      'no-restricted-globals': ['error', noProcess],
      'no-restricted-syntax': ['error', noNewDate],
    },
  },
  {
    // Inner loops over typed arrays, whose indices are right by construction.
    files: [
      'nlu/model/classifier.ts',
      'nlu/model/dictionary.ts',
      'nlu/model/features.ts',
      'nlu/model/learn/choose.ts',
      'nlu/model/learn/examples.ts',
      'nlu/model/learn/narrow.ts',
      'nlu/model/learn/wide.ts',
      'nlu/model/table.ts',
      'nlu/model/train.ts',
      'nlu/model/evaluate.ts',
      'nlu/model/corpus/expand.ts',
      'nlu/spelling/decodePinyin.ts',
      'nlu/spelling/hashTable.ts',
      'nlu/spelling/language.ts',
      'nlu/spelling/learnLanguage.ts',
      'nlu/spelling/sentences.ts',
    ],
    rules: { '@typescript-eslint/no-non-null-assertion': 'off' },
  },
  {
    files: ['dialogs/**/*.ts'],
    rules: {
      'no-restricted-properties': ['error', ...noAmbience],
      'no-restricted-globals': ['error', noProcess],
      'no-restricted-syntax': ['error', noNewDate],
    },
  },
  {
    files: ['bot/**/*.ts'],
    rules: {
      'no-restricted-properties': ['error', noEnv],
      'no-restricted-syntax': ['error', noRawError],
    },
  },
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
