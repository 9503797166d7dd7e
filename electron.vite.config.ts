import { resolve } from 'node:path'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'electron-vite'
import type { Plugin } from 'vite'

const root = import.meta.dirname

/** Entries by name. */
function entries(folder: string, names: readonly string[]): Record<string, string> {
  return Object.fromEntries(names.map((name) => [name, resolve(root, folder, `${name}.ts`)]))
}

/**
 * electron-vite sets a relative base, which is right for file:// pages only. Ours come from `app://` and from loopback, and have
 * routes with slashes in them, where a relative address would point into the route.
 */
const absoluteBase: Plugin = {
  name: 'absolute-base',
  enforce: 'post',
  config: () => ({ base: '/' }),
}

export default defineConfig({
  main: {
    build: {
      outDir: 'out/main',
      sourcemap: false,
      // Inside the bundle, because they come as hundreds of small files that each start would have to look for and read.
      externalizeDeps: { exclude: ['@orpc/client', '@orpc/contract', '@orpc/server', 'uuid', 'yaml', 'zod'] },
      rolldownOptions: {
        input: entries('src/main', ['index', 'serve', 'cli', 'worker']),
        // Flat, so that `import.meta.dirname` is two folders below the root in a chunk too, as it is in an entry.
        output: { format: 'es', entryFileNames: '[name].js', chunkFileNames: '[name]-[hash].js' },
      },
    },
  },
  preload: {
    build: {
      outDir: 'out/preload',
      sourcemap: false,
      // A sandboxed preload may require `electron` and nothing else: all else has to be inside.
      externalizeDeps: false,
      rolldownOptions: {
        input: entries('src/preload', ['index']),
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  },
  renderer: {
    root: resolve(root, 'src/renderer/workbench'),
    plugins: [react(), absoluteBase],
    build: {
      outDir: resolve(root, 'out/renderer'),
      emptyOutDir: true,
      sourcemap: false,
      // Inlined fonts would need `data:` in the content security policy.
      assetsInlineLimit: 0,
      chunkSizeWarningLimit: 4000,
      rolldownOptions: { input: resolve(root, 'src/renderer/workbench/index.html') },
    },
  },
})
