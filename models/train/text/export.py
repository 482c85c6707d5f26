"""Writes the student as ONNX. One text a run, in fixed shapes: a result cannot depend on a batch."""
import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

from features import MOST_FEATURES, MOST_WORDS


def write_onnx(path, student, rounded: np.ndarray, scale: np.ndarray) -> None:
    p = student.p
    constants = {
        "table": rounded,
        "scale": scale,
        "attention": p["attention"][:, None],
        "hidden": p["hidden"],
        "hidden_bias": p["hidden_bias"],
        "zero": np.array(0, np.int32),
        "none": np.array(0, np.float32),
        "one": np.array(1, np.float32),
        "masked": np.array(-1e9, np.float32),
        "axis_0": np.array([0], np.int64),
        "axis_1": np.array([1], np.int64),
    }
    for name in student.heads:
        constants[f"{name}_weight"] = p[name]
        constants[f"{name}_bias"] = p[f"{name}_bias"]
    node = helper.make_node
    nodes = [
        node("Gather", ["table", "ids"], ["rows"], axis=0),
        node("Cast", ["rows"], ["rows_float"], to=TensorProto.FLOAT),
        node("ReduceSum", ["rows_float", "axis_1"], ["summed"], keepdims=0),
        node("Greater", ["ids", "zero"], ["is_feature"]),
        node("Cast", ["is_feature"], ["feature"], to=TensorProto.FLOAT),
        node("ReduceSum", ["feature", "axis_1"], ["count"], keepdims=1),
        node("Max", ["count", "one"], ["divisor"]),
        node("Mul", ["summed", "scale"], ["scaled"]),
        node("Div", ["scaled", "divisor"], ["words"]),
        node("MatMul", ["words", "attention"], ["raw_scores"]),
        node("Greater", ["count", "none"], ["is_word"]),
        node("Where", ["is_word", "raw_scores", "masked"], ["scores"]),
        node("Softmax", ["scores"], ["alpha"], axis=0),
        node("Mul", ["alpha", "words"], ["weighted"]),
        node("ReduceSum", ["weighted", "axis_0"], ["text"], keepdims=1),
        node("MatMul", ["text", "hidden"], ["hidden_raw"]),
        node("Add", ["hidden_raw", "hidden_bias"], ["hidden_sum"]),
        node("Relu", ["hidden_sum"], ["hidden_out"]),
    ]
    for name in student.heads:
        nodes += [
            node("MatMul", ["hidden_out", f"{name}_weight"], [f"{name}_raw"]),
            node("Add", [f"{name}_raw", f"{name}_bias"], [f"{name}_logits"]),
            node("Softmax", [f"{name}_logits"], [name], axis=1),
        ]
    graph = helper.make_graph(
        nodes,
        "text-encoder",
        [helper.make_tensor_value_info("ids", TensorProto.INT32, [MOST_WORDS, MOST_FEATURES])],
        [helper.make_tensor_value_info(name, TensorProto.FLOAT, [1, classes]) for name, classes in student.heads.items()],
        [numpy_helper.from_array(value, name) for name, value in constants.items()],
    )
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 18)], ir_version=9, producer_name="fermata")
    onnx.checker.check_model(model)
    path.write_bytes(model.SerializeToString(deterministic=True))
