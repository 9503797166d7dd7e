import type { Words } from '../document/words.ts'

type Texts<Name extends string> = Readonly<Record<Name, string>>

/** The words of one language that a page is written with; handed in. */
export interface PageWords extends Words {
  html: Texts<
    | 'check' | 'checkDraft' | 'draft' | 'draftNote' | 'revisionOf' | 'draftOf' | 'nameCut' | 'search' | 'everything' | 'shown' | 'sort' | 'logUnread' | 'factor' | 'votes' | 'median' | 'middle' | 'range' | 'agreement' | 'asTable' | 'disputed'
  >
}
