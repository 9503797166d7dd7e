import { resolve } from 'node:path'
import { defineConfig } from 'vite'

const root = import.meta.dirname

/**
 * The page of ballot files: one script and one style sheet, which the application puts into each file. A classic script and not a
 * module, because not every browser runs modules from a file.
 */
export default defineConfig({
  root: resolve(root, 'src/renderer/ballot'),
  publicDir: false,
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  resolve: { dedupe: ['preact'] },
  build: {
    write: false,
    sourcemap: false,
    minify: true,
    cssMinify: true,
    target: 'es2022',
    lib: { entry: resolve(root, 'src/renderer/ballot/main.tsx'), formats: ['iife'], name: 'ballot' },
  },
})
