/** The package's types speak of its CommonJS file, of which Node's `import` sees no names. */
declare module '@xterm/headless/lib-headless/xterm-headless.mjs' {
  export { Terminal } from '@xterm/headless';
}
