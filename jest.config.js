/** Tests run from the TypeScript source; types are checked by `npm run lint` and `npm run build`. */
module.exports = {
  testEnvironment: 'node',
  // Not where the tests keep their files, which `npm test` takes away.
  cacheDirectory: '<rootDir>/node_modules/.cache/jest',
  roots: ['<rootDir>/test'],
  testMatch: ['**/*.test.ts'],
  setupFilesAfterEnv: ['<rootDir>/test/support/setup.ts'],
  // Above every wait in the tests, so that the wait says what did not come.
  testTimeout: 30_000,
  transform: {
    '^.+\\.ts$': [
      '@swc/jest',
      { jsc: { parser: { syntax: 'typescript' }, target: 'es2023' }, module: { type: 'commonjs' } },
    ],
    // Loads node's HTTP by import(), which jest's CommonJS runtime cannot do by itself.
    '/@opentelemetry/otlp-exporter-base/.+\\.js$': [
      '@swc/jest',
      { jsc: { target: 'es2023' }, module: { type: 'commonjs' } },
    ],
  },
  // Most tests wait for Redis, a process or a browser; the default leaves one of two cores idle.
  maxWorkers: '100%',
  transformIgnorePatterns: ['/node_modules/(?!@opentelemetry/otlp-exporter-base/)'],
  modulePathIgnorePatterns: ['<rootDir>/dist/'],
};
