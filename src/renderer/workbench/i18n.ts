import i18next from 'i18next'
import { initReactI18next, useTranslation } from 'react-i18next'
import deAfter from '../../../resources/locales/de/after.json'
import deBlueprints from '../../../resources/locales/de/blueprints.json'
import deCoverage from '../../../resources/locales/de/coverage.json'
import deChanges from '../../../resources/locales/de/changes.json'
import deColumns from '../../../resources/locales/de/columns.json'
import deCommon from '../../../resources/locales/de/common.json'
import deDecisions from '../../../resources/locales/de/decisions.json'
import deDesk from '../../../resources/locales/de/desk.json'
import deDiagrams from '../../../resources/locales/de/diagrams.json'
import deDocument from '../../../resources/locales/de/document.json'
import deEntry from '../../../resources/locales/de/entry.json'
import deKeys from '../../../resources/locales/de/keys.json'
import deMitigations from '../../../resources/locales/de/mitigations.json'
import deModel from '../../../resources/locales/de/model.json'
import deNetwork from '../../../resources/locales/de/network.json'
import dePart from '../../../resources/locales/de/part.json'
import dePhrases from '../../../resources/locales/de/phrases.json'
import dePrepare from '../../../resources/locales/de/prepare.json'
import deProjects from '../../../resources/locales/de/projects.json'
import deQuestions from '../../../resources/locales/de/questions.json'
import deRegister from '../../../resources/locales/de/register.json'
import deRules from '../../../resources/locales/de/rules.json'
import deSettings from '../../../resources/locales/de/settings.json'
import deSignOff from '../../../resources/locales/de/signOff.json'
import deThreats from '../../../resources/locales/de/threats.json'
import deUpdate from '../../../resources/locales/de/update.json'
import deVerify from '../../../resources/locales/de/verify.json'
import deWorkshop from '../../../resources/locales/de/workshop.json'
import after from '../../../resources/locales/en/after.json'
import blueprints from '../../../resources/locales/en/blueprints.json'
import coverage from '../../../resources/locales/en/coverage.json'
import changes from '../../../resources/locales/en/changes.json'
import columns from '../../../resources/locales/en/columns.json'
import common from '../../../resources/locales/en/common.json'
import decisions from '../../../resources/locales/en/decisions.json'
import desk from '../../../resources/locales/en/desk.json'
import diagrams from '../../../resources/locales/en/diagrams.json'
import documentTexts from '../../../resources/locales/en/document.json'
import entry from '../../../resources/locales/en/entry.json'
import keys from '../../../resources/locales/en/keys.json'
import mitigations from '../../../resources/locales/en/mitigations.json'
import model from '../../../resources/locales/en/model.json'
import network from '../../../resources/locales/en/network.json'
import part from '../../../resources/locales/en/part.json'
import phrases from '../../../resources/locales/en/phrases.json'
import prepare from '../../../resources/locales/en/prepare.json'
import projects from '../../../resources/locales/en/projects.json'
import questions from '../../../resources/locales/en/questions.json'
import register from '../../../resources/locales/en/register.json'
import rules from '../../../resources/locales/en/rules.json'
import settings from '../../../resources/locales/en/settings.json'
import signOff from '../../../resources/locales/en/signOff.json'
import threats from '../../../resources/locales/en/threats.json'
import update from '../../../resources/locales/en/update.json'
import verify from '../../../resources/locales/en/verify.json'
import workshop from '../../../resources/locales/en/workshop.json'
import { Language } from '../../shared/domain/language.ts'

/** English is complete and gives the keys their types; German is complete as well (a test says so). */
const en = { after, blueprints, changes, columns, common, coverage, decisions, desk, diagrams, document: documentTexts, entry, keys, mitigations, model, network, part, phrases, prepare, projects, questions, register, rules, settings, signOff, threats, update, verify, workshop }
const de = {
  after: deAfter,
  blueprints: deBlueprints,
  changes: deChanges,
  columns: deColumns,
  common: deCommon,
  coverage: deCoverage,
  decisions: deDecisions,
  desk: deDesk,
  diagrams: deDiagrams,
  document: deDocument,
  entry: deEntry,
  keys: deKeys,
  mitigations: deMitigations,
  model: deModel,
  network: deNetwork,
  part: dePart,
  phrases: dePhrases,
  prepare: dePrepare,
  projects: deProjects,
  questions: deQuestions,
  register: deRegister,
  rules: deRules,
  settings: deSettings,
  signOff: deSignOff,
  threats: deThreats,
  update: deUpdate,
  verify: deVerify,
  workshop: deWorkshop,
}

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'common'
    resources: typeof en
  }
}

const storageKey = 'dreadnought.language'

/** The language the page is in now. */
export function useLanguage(): Language {
  return Language.catch('en').parse(useTranslation().i18n.language)
}

function preferredLanguage(): Language {
  const wanted = localStorage.getItem(storageKey) ?? navigator.language
  return wanted.startsWith('de') ? 'de' : 'en'
}

export async function startI18n(): Promise<void> {
  await i18next.use(initReactI18next).init({
    resources: { en, de },
    lng: preferredLanguage(),
    fallbackLng: 'en',
    defaultNS: 'common',
    interpolation: { escapeValue: false },
  })
  document.documentElement.lang = i18next.language
}

export async function setLanguage(language: Language): Promise<void> {
  localStorage.setItem(storageKey, language)
  document.documentElement.lang = language
  await i18next.changeLanguage(language)
}
