//! Reads the weights out of the pinned ONNX file: just the protobuf fields that are needed (onnx.proto3 of ONNX 1.x). The graph is known;
//! only the names of its matrices must be looked up, because the exporter numbered them.

use super::LoadError;
use std::collections::HashMap;

/// `TensorProto.DataType`.
const FLOAT: u64 = 1;
const INT8: u64 = 3;

/// A constant of the graph.
pub(super) struct Tensor<'a> {
    pub(super) dims: Vec<usize>,
    kind: u64,
    raw: &'a [u8],
}

/// The constants by name, and the matrices in the order in which the graph multiplies with them.
pub(super) struct File<'a> {
    tensors: HashMap<&'a str, Tensor<'a>>,
    pub(super) matrices: Vec<&'a str>,
}

impl<'a> File<'a> {
    /// Finds its way through the file; copies nothing.
    pub(super) fn parse(bytes: &'a [u8]) -> Result<Self, LoadError> {
        let graph =
            fields(bytes)?.into_iter().find_map(|field| field.message(7)).ok_or(LoadError("there is no graph"))?;
        let (mut tensors, mut matrices) = (HashMap::new(), Vec::new());
        let graph = fields(graph)?;
        for field in &graph {
            if let Some(tensor) = field.message(5) {
                let (name, tensor) = parse_tensor(tensor)?;
                tensors.insert(name, tensor);
            }
        }
        for node in graph.iter().filter_map(|field| field.message(1)) {
            let node = fields(node)?;
            let operator = node.iter().find_map(|field| field.message(4));
            let inputs: Vec<&[u8]> = node.iter().filter_map(|field| field.message(1)).collect();
            if let (Some(b"MatMul"), [_, matrix]) = (operator, &inputs[..]) {
                let name = text(matrix)?;
                if tensors.contains_key(format!("{name}_q").as_str()) {
                    matrices.push(name);
                }
            }
        }
        Ok(Self { tensors, matrices })
    }

    /// A constant of 32-bit floats with so many values.
    pub(super) fn floats(&self, name: &str, count: usize) -> Result<Vec<f32>, LoadError> {
        let tensor = self.tensor(name, FLOAT, count, 4)?;
        Ok(tensor.raw.chunks_exact(4).map(|it| f32::from_le_bytes([it[0], it[1], it[2], it[3]])).collect())
    }

    /// The 8-bit constant `NAME_q` of this shape.
    pub(super) fn bytes(&self, name: &str, dims: [usize; 2]) -> Result<Vec<i8>, LoadError> {
        let tensor = self.tensor(&format!("{name}_q"), INT8, dims[0] * dims[1], 1)?;
        if tensor.dims != dims {
            return Err(LoadError("a matrix has another shape"));
        }
        Ok(tensor.raw.iter().map(|&byte| byte as i8).collect())
    }

    /// The scales of the 8-bit constant.
    pub(super) fn scales(&self, name: &str, count: usize) -> Result<Vec<f32>, LoadError> {
        self.floats(&format!("{name}_scale"), count)
    }

    fn tensor(&self, name: &str, kind: u64, count: usize, bytes: usize) -> Result<&Tensor<'a>, LoadError> {
        let tensor = self.tensors.get(name).ok_or(LoadError("a weight is missing"))?;
        let fits = tensor.kind == kind && tensor.raw.len() == count * bytes;
        fits.then_some(tensor).ok_or(LoadError("a weight has another type or size"))
    }
}

fn parse_tensor(bytes: &[u8]) -> Result<(&str, Tensor<'_>), LoadError> {
    let (mut name, mut tensor) = ("", Tensor { dims: Vec::new(), kind: 0, raw: &[] });
    for field in fields(bytes)? {
        match (field.number, field.value) {
            (1, Value::Number(dim)) => tensor.dims.push(dim as usize),
            (1, Value::Bytes(packed)) => {
                let mut rest = packed;
                while !rest.is_empty() {
                    tensor.dims.push(varint(&mut rest)? as usize);
                }
            }
            (2, Value::Number(kind)) => tensor.kind = kind,
            (8, Value::Bytes(bytes)) => name = text(bytes)?,
            (9, Value::Bytes(bytes)) => tensor.raw = bytes,
            _ => {}
        }
    }
    Ok((name, tensor))
}

struct Field<'a> {
    number: u64,
    value: Value<'a>,
}

#[derive(Clone, Copy)]
enum Value<'a> {
    Number(u64),
    Bytes(&'a [u8]),
}

impl<'a> Field<'a> {
    fn message(&self, number: u64) -> Option<&'a [u8]> {
        match self.value {
            Value::Bytes(bytes) if self.number == number => Some(bytes),
            _ => None,
        }
    }
}

/// The fields of a message (protobuf's wire types 0, 1, 2 and 5).
fn fields(mut bytes: &[u8]) -> Result<Vec<Field<'_>>, LoadError> {
    let mut fields = Vec::new();
    while !bytes.is_empty() {
        let tag = varint(&mut bytes)?;
        let value = match tag & 7 {
            0 => Value::Number(varint(&mut bytes)?),
            1 => Value::Bytes(take(&mut bytes, 8)?),
            2 => {
                let length = varint(&mut bytes)?;
                Value::Bytes(take(&mut bytes, usize::try_from(length).unwrap_or(usize::MAX))?)
            }
            5 => Value::Bytes(take(&mut bytes, 4)?),
            _ => return Err(LoadError("it is not an ONNX file")),
        };
        fields.push(Field { number: tag >> 3, value });
    }
    Ok(fields)
}

fn take<'a>(bytes: &mut &'a [u8], count: usize) -> Result<&'a [u8], LoadError> {
    let (taken, rest) = bytes.split_at_checked(count).ok_or(LoadError("it is cut off"))?;
    *bytes = rest;
    Ok(taken)
}

fn varint(bytes: &mut &[u8]) -> Result<u64, LoadError> {
    let mut value = 0;
    for shift in (0..64).step_by(7) {
        let byte = take(bytes, 1)?[0];
        value |= u64::from(byte & 127) << shift;
        if byte < 128 {
            return Ok(value);
        }
    }
    Err(LoadError("it is not an ONNX file"))
}

fn text(bytes: &[u8]) -> Result<&str, LoadError> {
    std::str::from_utf8(bytes).map_err(|_| LoadError("it is not an ONNX file"))
}
