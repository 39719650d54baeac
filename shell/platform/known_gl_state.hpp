#pragma once

// Put before Dear ImGui's OpenGL renderer in the page's build. The renderer asks for the whole state before every frame
// and puts it back afterwards, for programs that draw themselves too. In a browser such a question waits until the
// graphics process has drawn everything sent before, which costs a whole frame. Nobody else draws into our canvas, and
// the renderer sets all it needs: so its questions are answered with the state of a new context.

#include <GLES3/gl3.h>

namespace gradlab {

inline void known_gl_integer(GLenum name, GLint* value) {
  switch (name) {
    case GL_ACTIVE_TEXTURE: *value = GL_TEXTURE0; return;
    case GL_BLEND_SRC_RGB:
    case GL_BLEND_SRC_ALPHA: *value = GL_ONE; return;
    case GL_BLEND_DST_RGB:
    case GL_BLEND_DST_ALPHA: *value = GL_ZERO; return;
    case GL_BLEND_EQUATION_RGB:
    case GL_BLEND_EQUATION_ALPHA: *value = GL_FUNC_ADD; return;
    case GL_CURRENT_PROGRAM:
    case GL_TEXTURE_BINDING_2D:
    case GL_SAMPLER_BINDING:
    case GL_ARRAY_BUFFER_BINDING:
    case GL_ELEMENT_ARRAY_BUFFER_BINDING:
    case GL_PIXEL_UNPACK_BUFFER_BINDING:
    case GL_VERTEX_ARRAY_BINDING: *value = 0; return;
    case GL_VIEWPORT:
    case GL_SCISSOR_BOX:
      for (int i = 0; i < 4; ++i) value[i] = 0;
      return;
    default: glGetIntegerv(name, value);
  }
}

}  // namespace gradlab

#define glGetIntegerv gradlab::known_gl_integer
