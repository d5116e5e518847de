"""What market offers to the rest of the house."""

from overwinter.operations.api import Operation

OPERATION = Operation(name="market")
