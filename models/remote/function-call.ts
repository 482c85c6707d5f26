/** A function that a language model is to call. `parameters`: JSON Schema. */
export interface CalledFunction {
  readonly name: string;
  readonly description: string;
  readonly parameters: unknown;
}

export interface Question {
  readonly model: string;
  readonly key: string | undefined;
  /** The task of the model. */
  readonly instruction: string;
  /** The brief, and nothing else. */
  readonly text: string;
  readonly fn: CalledFunction;
}

export interface OutgoingCall {
  /** Below the base URL. */
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: unknown;
}

/** The wire format of an API with function calling. */
export interface FunctionCallApi {
  request(question: Question): OutgoingCall;
  /** The arguments of the call in an answer, parsed as JSON. Throws RemoteModelError. */
  callIn(answer: unknown, name: string): unknown;
}
