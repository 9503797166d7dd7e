import { useState } from 'react'
import { z } from 'zod'

const Choice = z.object({ shown: z.boolean(), whole: z.boolean() })
type Choice = z.infer<typeof Choice>

const storageKey = 'dreadnought.desk.picture'

function remembered(): Choice {
  try {
    return Choice.catch({ shown: true, whole: false }).parse(JSON.parse(localStorage.getItem(storageKey) ?? '{}'))
  } catch {
    return { shown: true, whole: false }
  }
}

/** How the facilitator likes the model's picture on the desk; remembered on this computer. */
export interface PictureChoice extends Choice {
  toggle: () => void
  /** Between the whole diagram and what the threat is about; shows the picture where it was folded away. */
  toggleWhole: () => void
}

export function usePictureChoice(): PictureChoice {
  const [choice, setChoice] = useState(remembered)
  function choose(next: Choice): void {
    localStorage.setItem(storageKey, JSON.stringify(next))
    setChoice(next)
  }
  return {
    ...choice,
    toggle: () => choose({ ...choice, shown: !choice.shown }),
    toggleWhole: () => choose({ shown: true, whole: choice.shown ? !choice.whole : choice.whole }),
  }
}
