import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'electron-vite'
import type { Plugin } from 'vite'

const root = import.meta.dirname

/** Entries by name, without those that are not there: a part that is being written must not stop the others' build. */
function entries(folder: string, names: readonly string[], extension: string): Record<string, string> {
  const found = names.map((name) => [name, resolve(root, folder, `${name}${extension}`)] as const).filter(([, file]) => existsSync(file))
  return Object.fromEntries(found)
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

const page = resolve(root, 'src/renderer/workbench/index.html')

export default defineConfig({
  main: {
    build: {
      outDir: 'out/main',
      sourcemap: false,
      rolldownOptions: {
        input: entries('src/main', ['index', 'serve', 'cli', 'worker'], '.ts'),
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
        input: entries('src/preload', ['index'], '.ts'),
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  },
  ...(existsSync(page)
    ? {
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
            rolldownOptions: { input: page },
          },
        },
      }
    : {}),
})
