import { resolve } from 'node:path'
import { defineConfig } from 'vite'

const root = import.meta.dirname

/**
 * The participant's page. A build of its own: in a joint one the chunks it would share with the workbench bring all of zod and
 * React's runtime to every phone.
 */
export default defineConfig({
  root: resolve(root, 'src/renderer/seat'),
  base: '/',
  publicDir: false,
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  resolve: { dedupe: ['preact'] },
  build: {
    outDir: resolve(root, 'out/seat'),
    emptyOutDir: true,
    sourcemap: false,
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: { input: resolve(root, 'src/renderer/seat/index.html') },
  },
})
