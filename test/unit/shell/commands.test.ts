import { describe, expect, it } from 'vitest'
import { keyName } from '../../../src/renderer/workbench/shell/key-name.ts'

const none = { code: '', ctrlKey: false, metaKey: false, shiftKey: false, altKey: false }

describe('how a key press is written', () => {
  it.each([
    [{ ...none, key: 'j' }, 'j'],
    [{ ...none, key: ' ' }, 'space'],
    [{ ...none, key: '?', shiftKey: true }, '?'],
    [{ ...none, key: 'Enter', shiftKey: true }, 'shift+enter'],
    [{ ...none, key: 'k', ctrlKey: true }, 'mod+k'],
    [{ ...none, key: 'k', metaKey: true }, 'mod+k'],
    [{ ...none, key: 'Z', ctrlKey: true, shiftKey: true }, 'mod+shift+z'],
    [{ ...none, key: '1', code: 'Digit1', altKey: true }, 'alt+1'],
    // Option with 1 on a Mac.
    [{ ...none, key: '¡', code: 'Digit1', altKey: true }, 'alt+1'],
  ])('%j is %s', (press, name) => {
    expect(keyName(press)).toBe(name)
  })
})
