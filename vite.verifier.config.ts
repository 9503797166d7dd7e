import { resolve } from 'node:path'
import { defineConfig } from 'vite'

const root = import.meta.dirname

/** What checks a register in a browser: one script and one style sheet, which the application puts into each HTML export. A classic script, because not every browser runs modules from a file. */
export default defineConfig({
  root: resolve(root, 'src/renderer/verifier'),
  publicDir: false,
  build: {
    write: false,
    sourcemap: false,
    minify: true,
    cssMinify: true,
    target: 'es2022',
    lib: { entry: resolve(root, 'src/renderer/verifier/main.ts'), formats: ['iife'], name: 'verifier' },
  },
})
