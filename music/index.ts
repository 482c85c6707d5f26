export { excerptOf } from './preview/excerpt-of.ts';
export { currentEngine, type EngineBuild } from './engine/current-engine.ts';
export { engineKeyId, signEngine } from './engine/engine-signature.ts';
export { fetchEngine } from './engine/fetch-engine.ts';
export { TrustedEngine, UntrustedEngineError } from './engine/trusted-engine.ts';
export { EngineError } from './engine/engine-pool.ts';
export {
  type ComposedPiece,
  type Engine,
  type MakeOptions,
  openEngine,
  type RenderedPreviewStem,
} from './engine/open-engine.ts';
export type { CoverOption } from './production/engine-steps.ts';
export { drawnCoverOf, givenCoverOf } from './engine/cover-source.ts';
export { deliveryOptionsOf } from './engine/delivery-of.ts';
export { mapParts } from './engine/map-parts.ts';
export { briefIssues } from './engine/brief-issues.ts';
export { alternateRecipe } from './engine/alternate-recipe.ts';
export { planRecipes } from './engine/plan-recipes.ts';
export { anotherTake, editIntent, type ReadNote } from './interpret/edit-intent.ts';
export { editIssue } from './edits/edit-issue.ts';
export { otherEdits } from './interpret/plan/section-edits.ts';
export { editRecipe } from './edits/edit-recipe.ts';
export { pieceOf } from './edits/score/piece-of.ts';
export { possibleEdits } from './edits/possible-edits.ts';
export type { DrawnCover, PreviewStem } from './engine/program/protocol.ts';
export {
  type ExpectedArtefact,
  type Proof,
  type ProofLevel,
  proofLevel,
  prove,
} from './production/prove.ts';
export { scoreBytes } from './engine/score-bytes.ts';
export { scaleProgress } from './engine/scale-progress.ts';
export { theoryModelOf } from './engine/theory-model.ts';
export { engineSteps } from './production/engine-steps.ts';
export { type ProductionSteps, walkProductionLine } from './production/production-line.ts';
export { absentFromPreview, previewFadeSeconds } from './preview/preview-fade.ts';
export { PREVIEW_RATE } from './preview/preview-rate.ts';
export { judgeAudio } from './evaluate/judge-audio.ts';
export { judgeSketch } from './evaluate/judge-sketch.ts';
export {
  evaluateCandidate,
  type Evaluation,
  expectationsOf,
} from './evaluate/evaluate-candidate.ts';
export { tagsFor } from './evaluate/tags-for.ts';
export { titlesFor } from './evaluate/titles-for.ts';
export { stemInputsOf } from './engine/stem-inputs.ts';
export {
  interpretBrief,
  INTERPRETER,
  type ModelReading,
  unreadWords,
} from './interpret/interpret-brief.ts';
export type { UnreadWords, WordMeaning } from './interpret/reading/add-meanings.ts';
export { HINT_WEIGHT } from './interpret/reading/build-lexicon.ts';
export type { WishContent } from './interpret/reading/wish.ts';
export { SCENE_NAMES, sceneOf } from './interpret/words/scenes.ts';
export { addEdits, isUnreadWish, type QuotedEdit } from './interpret/note/add-edits.ts';
export type { NotedScore } from './interpret/note/note-answer.ts';
export { type NoteUnderstanding, understandNote } from './interpret/note/understand-note.ts';
export { INSTRUMENT_NAMES } from './interpret/words/instruments.ts';
export { checkSoundFont } from './materials/check-sound-font.ts';
export { MaterialError } from './materials/material-error.ts';
export {
  readWavHeader,
  requireFiniteSamples,
  WavError,
  type WavHeader,
} from './decode/decode-wav.ts';
export { quieterWav } from './listen/quieter-wav.ts';
export { MaterialReader } from './materials/material-reader.ts';
export { COVER_LIMITS } from './materials/read-cover.ts';
export { LOOP_LIMITS, loopTempoIssue } from './materials/read-loop.ts';
export { type MaterialFormat, materialFormat, nameFormat } from './materials/name-format.ts';
export { MAX_MIDI_BYTES, motifBytes, partMotif } from './materials/material-motif.ts';
export { tempoOfLoop } from './materials/tempo-of-loop.ts';
